package payments.infrastructure.reality;

import java.util.Map;

/**
 * How large a database instance is, by the name of its class. AWS names sizes alike in all families: each step doubles, and
 * the memory-optimized families have twice the memory of the general ones, the compute-optimized ones half.
 *
 * @param memoryGibibytes memory
 * @param processors virtual processors
 */
public record InstanceSize(double memoryGibibytes, int processors) {
    private static final int GIBIBYTES_PER_XLARGE = 16;
    private static final int PROCESSORS_PER_XLARGE = 4;
    private static final int FEWEST_PROCESSORS = 2;
    private static final Map<String, Double> XLARGES =
            Map.of("micro", 1.0 / 16, "small", 1.0 / 8, "medium", 1.0 / 4, "large", 1.0 / 2, "xlarge", 1.0);

    /** The size of a class such as {@code db.r7g.2xlarge}; what is unknown counts as the smallest. */
    public static InstanceSize of(String instanceClass) {
        String[] parts = instanceClass.split("\\.", -1);
        String size = parts.length > 2 ? parts[2] : "";
        double xlarges = size.matches("[0-9]+xlarge")
                ? Integer.parseInt(size.substring(0, size.length() - "xlarge".length()))
                : XLARGES.getOrDefault(size, 1.0 / 16);
        double memory = xlarges
                * GIBIBYTES_PER_XLARGE
                * switch (parts[1].charAt(0)) {
                    case 'r', 'x', 'z' -> 2;
                    case 'c' -> 0.5;
                    default -> 1;
                };
        return new InstanceSize(memory, Math.max(FEWEST_PROCESSORS, (int) (xlarges * PROCESSORS_PER_XLARGE)));
    }

    /**
     * The size of an Aurora instance that grows and shrinks: a capacity unit is about 2 GiB with the processors that belong
     * to it (Aurora guide, "How Aurora Serverless v2 works").
     */
    public static InstanceSize ofCapacity(int units) {
        return new InstanceSize(2.0 * units, Math.max(FEWEST_PROCESSORS, units / 4));
    }

    /**
     * The most connections that PostgreSQL takes where the parameter group says nothing else (RDS guide, "Quotas and
     * constraints for Amazon RDS": memory in bytes / 9531392, at most 5,000).
     */
    public int connections() {
        return (int) Math.min(5000, memoryGibibytes * (1L << 30) / 9_531_392);
    }
}
