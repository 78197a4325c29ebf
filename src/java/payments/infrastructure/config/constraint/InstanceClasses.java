package payments.infrastructure.config.constraint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The instance classes that AWS has for PostgreSQL 13 and newer, whatever the region; a region may lack some. Sources: RDS
 * user guide and Aurora user guide, "Supported DB engines for DB instance classes"; the sizes as the RDS API lists them
 * (DescribeOrderableDBInstanceOptions), as of August 2026. A new family is added here.
 */
public final class InstanceClasses {
    /** The class of an Aurora instance that grows and shrinks. */
    public static final String SERVERLESS = "db.serverless";

    private static final String PREFIX = "db.";

    private static final Map<String, List<String>> OF_RDS = families(
            "t3 t4g: micro small medium large xlarge 2xlarge",
            "m5 m5d r5 r5b r5d: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge",
            "m6g m6gd m7g r6g r6gd r7g x2g: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge",
            "m6i m6id m6idn m6in r6i r6id r6idn r6in:"
                    + " large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge",
            "m7i m8g m8gd m9g r7i r8g r8gd: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge",
            "x2idn: 16xlarge 24xlarge 32xlarge",
            "x2iedn: xlarge 2xlarge 4xlarge 8xlarge 16xlarge 24xlarge 32xlarge");

    private static final Map<String, List<String>> OF_AURORA = families(
            "t3 t4g: medium large",
            "r5: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge",
            "r6g r7g x2g: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge",
            "r6gd: xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge",
            "r6i: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge",
            "r6id: 24xlarge 32xlarge",
            "r7i r8g: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge",
            "r8gd: xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge");

    /** Families of older versions of PostgreSQL alone. */
    private static final List<String> UP_TO_POSTGRES_12 = List.of("m1", "m2", "m3", "m4", "r3", "r4", "t1", "t2");

    private InstanceClasses() {}

    private static Map<String, List<String>> families(String... lines) {
        Map<String, List<String>> families = new LinkedHashMap<>();
        for (String line : lines) {
            String[] halves = line.split(": ", 2);
            List<String> sizes = List.of(halves[1].split(" ", -1));
            Arrays.stream(halves[0].split(" ", -1)).forEach(family -> families.put(family, sizes));
        }
        return families;
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
    static @Nullable String violation(String instanceClass) {
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
