package payments.infrastructure.reality;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All tables of facts about AWS. */
public final class Datasets {
    /** What writes those tables anew that come from packages. */
    public static final String REFRESH = "test/tools/reality/refresh";

    /** Their names, in the order of the alphabet. */
    public static final List<String> NAMES = List.of(
            "arguments",
            "arguments-documented",
            "aws-parties",
            "backup-replication",
            "config-rules",
            "database-events",
            "database-parameters",
            "document-sizes",
            "engine-majors",
            "engine-versions",
            "iam-actions",
            "iam-condition-keys",
            "iam-harmful-actions",
            "iam-permission-actions",
            "iam-prefixes",
            "iam-resource-types",
            "instance-classes",
            "metrics",
            "metrics-documented",
            "names",
            "quotas",
            "region-services",
            "regions",
            "sdk-parameters",
            "sdk-services",
            "strong-consistency");

    private static final Map<String, Dataset> ALL =
            NAMES.stream().map(Dataset::read).collect(Collectors.toMap(Dataset::name, Function.identity()));

    private Datasets() {}

    /** All tables, by name. */
    public static List<Dataset> all() {
        return NAMES.stream().map(Datasets::of).toList();
    }

    /**
     * The table of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Dataset of(String name) {
        @Nullable Dataset dataset = ALL.get(name);
        if (dataset == null) {
            throw new IllegalArgumentException("there is no table %s, but %s".formatted(name, NAMES));
        }
        return dataset;
    }

    /** The tables that are older than {@value Dataset#DAYS_TO_LIVE} days. */
    public static List<Dataset> outdated(LocalDate today) {
        return all().stream().filter(dataset -> dataset.isOutdated(today)).toList();
    }
}
