package payments.infrastructure.reality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The instance classes that AWS has for PostgreSQL 13 and newer, whatever the region; a region may lack some. Sources: the
 * column of {@code instance-classes.tsv}, where a new family is added.
 */
public final class InstanceClasses {
    /** The class of an Aurora instance that grows and shrinks. */
    public static final String SERVERLESS = "db.serverless";

    private static final String PREFIX = "db.";

    private static final Map<String, List<String>> OF_RDS = families("postgres");

    private static final Map<String, List<String>> OF_AURORA = families("aurora-postgresql");

    /** Families of older versions of PostgreSQL alone. */
    private static final List<String> UP_TO_POSTGRES_12 = List.of("m1", "m2", "m3", "m4", "r3", "r4", "t1", "t2");

    private InstanceClasses() {}

    private static Map<String, List<String>> families(String engine) {
        Map<String, List<String>> families = new LinkedHashMap<>();
        for (Dataset.Row row : Datasets.of("instance-classes").rows()) {
            if (row.text("engine").equals(engine)) {
                families.put(row.text("family"), row.words("sizes"));
            }
        }
        return families;
    }

    /**
     * Why an engine has no such class, as a sentence without its end; empty where it has one, or where the engine is none that
     * the table knows.
     *
     * @param engine as RDS calls it: {@code postgres} or {@code aurora-postgresql}
     */
    public static Optional<String> refusal(String engine, String instanceClass) {
        boolean rds = engine.equals("postgres");
        if (!rds && !engine.equals("aurora-postgresql")) {
            return Optional.empty();
        }
        if (!instanceClass.startsWith(PREFIX)) {
            return Optional.of("classes of databases begin with " + PREFIX);
        }
        if (rds ? ofRds(instanceClass) : ofAurora(instanceClass)) {
            return Optional.empty();
        }
        String nowhere = violation(instanceClass);
        return Optional.of(
                nowhere != null
                        ? nowhere
                        : "%s does not have it; it has the families %s"
                                .formatted(
                                        engine, String.join(", ", new TreeSet<>((rds ? OF_RDS : OF_AURORA).keySet()))));
    }

    /** Whether RDS for PostgreSQL has the class. */
    public static boolean ofRds(String instanceClass) {
        return isIn(OF_RDS, instanceClass);
    }

    /** Whether Aurora PostgreSQL has the class. */
    public static boolean ofAurora(String instanceClass) {
        return instanceClass.equals(SERVERLESS) || isIn(OF_AURORA, instanceClass);
    }

    private static boolean isIn(Map<String, List<String>> families, String instanceClass) {
        return families.getOrDefault(family(instanceClass), List.of()).contains(size(instanceClass));
    }

    /** Why no PostgreSQL of AWS has the class; null where one has it. */
    public static @Nullable String violation(String instanceClass) {
        if (ofRds(instanceClass) || ofAurora(instanceClass)) {
            return null;
        }
        String family = family(instanceClass);
        if (UP_TO_POSTGRES_12.contains(family)) {
            return "AWS offers the family %s only for PostgreSQL 12 and older".formatted(family);
        }
        List<String> sizes = OF_RDS.get(family);
        if (sizes == null) {
            return "RDS has no family '%s' for PostgreSQL; it has %s"
                    .formatted(family, String.join(", ", new TreeSet<>(OF_RDS.keySet())));
        }
        return "the family %s has no size '%s'; it has %s"
                .formatted(family, size(instanceClass), String.join(", ", sizes));
    }

    /** Whether the class may bear an Aurora global database: memory-optimized ones may, burstable ones may not. */
    public static boolean bearsGlobalDatabase(String instanceClass) {
        return !family(instanceClass).startsWith("t");
    }

    private static String family(String instanceClass) {
        return part(instanceClass, 0);
    }

    private static String size(String instanceClass) {
        return part(instanceClass, 1);
    }

    private static String part(String instanceClass, int index) {
        String[] parts = instanceClass.substring(PREFIX.length()).split("\\.", 2);
        return index < parts.length ? parts[index] : "";
    }
}
