package payments.infrastructure.config;

import java.util.Map;

/**
 * Whether the database has a connection for every concurrent run of a function. A run holds one connection; a fifth of
 * the connections stays free for monitoring, migration and people.
 *
 * <p>PostgreSQL on RDS allows {@code LEAST(DBInstanceClassMemory / 9531392, 5000)} connections where the parameter group
 * says nothing else (RDS user guide, "Quotas and constraints": maximum number of database connections). The memory is that
 * of the class's size, twice as much for the memory-optimized families and half for the compute-optimized ones.
 */
final class ConnectionBudget {
    private static final double BYTES_PER_CONNECTION = 9_531_392;
    private static final double BYTES_PER_GIBIBYTE = 1L << 30;
    private static final int MOST_CONNECTIONS = 5000;
    private static final double SHARE_OF_FUNCTIONS = 0.8;
    private static final int GIBIBYTES_PER_XLARGE = 16;
    private static final Map<String, Double> GIBIBYTES = Map.of(
            "nano", 0.5,
            "micro", 1.0,
            "small", 2.0,
            "medium", 4.0,
            "large", 8.0,
            "xlarge", 16.0);

    private ConnectionBudget() {}

    /**
     * Refuses a function that could open more connections than the database has for it.
     *
     * @throws IllegalStateException naming both settings and the most that fits
     */
    static void check(FunctionSettings function, DatabaseSettings database) {
        Integer runs = function.reservedConcurrency();
        int most = mostRuns(database.instanceClass());
        if (runs != null && runs > most) {
            throw new IllegalStateException(
                    "function.reservedConcurrency is %d, but database.instanceClass %s has connections for %d runs; reserve less or choose a larger class"
                            .formatted(runs, database.instanceClass(), most));
        }
    }

    /** The most concurrent runs that a database of this class can serve. */
    static int mostRuns(String instanceClass) {
        String[] parts = instanceClass.split("\\.", -1);
        double bytes = gibibytes(parts[1].charAt(0), parts[2]) * BYTES_PER_GIBIBYTE;
        return (int) (Math.min(bytes / BYTES_PER_CONNECTION, MOST_CONNECTIONS) * SHARE_OF_FUNCTIONS);
    }

    private static double gibibytes(char family, String size) {
        double general = size.matches("[0-9]+xlarge")
                ? GIBIBYTES_PER_XLARGE * Double.parseDouble(size.substring(0, size.length() - "xlarge".length()))
                : GIBIBYTES.getOrDefault(size, 1.0);
        return switch (family) {
            case 'r', 'x', 'z' -> general * 2;
            case 'c' -> general / 2;
            default -> general;
        };
    }
}
