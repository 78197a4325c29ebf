package payments.infrastructure.reality;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.reality.Dataset.Row;

/** How the ARNs of a service name one thing, and what may follow the name: the resources that belong to it. */
public final class ArnForms {
    private static final int PARTS = 6;
    private static final Pattern OPEN = Pattern.compile("\\$\\{[^}]*}");

    private static final ArnForms LOADED = new ArnForms();

    /** By service, then by what stands before the name, such as {@code table/}: the signs that may follow a name. */
    private final Map<String, Map<String, Set<Character>>> byService = new TreeMap<>();

    private ArnForms() {
        for (Row row : Datasets.of("iam-resource-types").rows()) {
            String[] parts = row.text("arn").split(":", PARTS);
            Matcher name = OPEN.matcher(parts.length == PARTS ? parts[PARTS - 1] : "");
            if (name.find()) {
                Set<Character> follows = byService
                        .computeIfAbsent(parts[2], service -> new TreeMap<>())
                        .computeIfAbsent(parts[PARTS - 1].substring(0, name.start()), before -> new HashSet<>());
                if (name.end() < parts[PARTS - 1].length()) {
                    follows.add(parts[PARTS - 1].charAt(name.end()));
                }
            }
        }
    }

    /** All forms that are known. */
    public static ArnForms known() {
        return LOADED;
    }

    /**
     * The start of the last part of an ARN, cut into what stands before a name and the rest.
     *
     * @param before such as {@code table/}
     * @param rest the name, or the start of one, and what belongs to it
     * @param follows the signs that end a name
     */
    public record Named(String before, String rest, Set<Character> follows) {
        /** Copies the signs. */
        public Named {
            follows = Set.copyOf(follows);
        }

        /** Whether the name is whole: it has ended. */
        public boolean isWhole() {
            return follows.stream().anyMatch(sign -> rest.indexOf(sign) > 0);
        }
    }

    /** The longest form that the start of an ARN's last part has; empty where none is known. */
    public Optional<Named> of(String service, String start) {
        Map<String, Set<Character>> forms = byService.getOrDefault(service, Map.of());
        List<String> fitting = forms.keySet().stream().filter(start::startsWith).toList();
        return fitting.stream()
                .max((one, other) -> Integer.compare(one.length(), other.length()))
                .map(before ->
                        new Named(before, start.substring(before.length()), forms.getOrDefault(before, Set.of())));
    }

    /** Whether the forms of a service are known. */
    public boolean isKnown(String service) {
        return byService.containsKey(service);
    }
}
