package payments.infrastructure.reality;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The categories of RDS's events. Sources: the column of {@code database-events.tsv}. */
public final class DatabaseEvents {
    private static final Map<String, List<String>> CATEGORIES = Datasets.of("database-events").rows().stream()
            .collect(Collectors.toMap(row -> row.text("type"), row -> row.parts("categories")));

    private DatabaseEvents() {}

    /** The categories of a type of sources, such as {@code db-instance}; empty where AWS does not say them. */
    public static List<String> categories(String type) {
        return CATEGORIES.getOrDefault(type, List.of());
    }
}
