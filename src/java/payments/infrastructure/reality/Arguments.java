package payments.infrastructure.reality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import payments.infrastructure.reality.Dataset.Row;

/**
 * What AWS accepts in arguments of Terraform's resources. A documented row replaces what the model of the service says, and
 * {@link AwsNames} what both say of a name or a description.
 */
public final class Arguments {
    private static final Arguments LOADED = new Arguments();

    private final Map<String, List<Limit>> byType = new TreeMap<>();

    private Arguments() {
        Set<String> documented = new HashSet<>();
        for (String table : List.of("arguments-documented", "arguments")) {
            for (Row row : Datasets.of(table).rows()) {
                String place = String.join(" ", row.text("type"), row.text("argument"), row.text("kind"));
                if (isName(row)) {
                    continue;
                }
                if (table.equals("arguments-documented")) {
                    documented.add(place);
                } else if (documented.contains(place)) {
                    continue;
                }
                byType.computeIfAbsent(row.text("type"), type -> new ArrayList<>())
                        .add(Limit.of(row.text("argument"), row.text("kind"), row.text("allowed")));
            }
        }
    }

    private static boolean isName(Row row) {
        return AwsNames.of(row.text("type")).stream()
                .anyMatch(name -> name.attribute().equals(row.text("argument")));
    }

    /** All arguments that are known. */
    public static Arguments known() {
        return LOADED;
    }

    /** The types of resources of which at least one argument is known. */
    public Set<String> types() {
        return byType.keySet();
    }

    /** What AWS accepts in the arguments of a type, by the first step of their paths. */
    public Map<String, List<Limit>> of(String type) {
        Map<String, List<Limit>> limits = new HashMap<>();
        for (Limit limit : byType.getOrDefault(type, List.of())) {
            limits.computeIfAbsent(limit.argument().split("\\.", 2)[0], first -> new ArrayList<>())
                    .add(limit);
        }
        return limits;
    }
}
