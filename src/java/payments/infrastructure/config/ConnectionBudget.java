package payments.infrastructure.config;

/**
 * Whether the database has a connection for every concurrent run of a function. A run holds one connection; a fifth of
 * the connections stays free for monitoring, migration and people.
 */
final class ConnectionBudget {
    private static final double SHARE_OF_FUNCTIONS = 0.8;

    private ConnectionBudget() {}

    /**
     * Refuses a function that could open more connections than the database has for it.
     *
     * @throws IllegalStateException naming both settings and the most that fits
     */
    static void check(FunctionSettings function, DatabaseSettings database) {
        Integer runs = function.reservedConcurrency();
        int most = mostRuns(database.size());
        if (runs != null && runs > most) {
            throw new IllegalStateException(
                    "function.reservedConcurrency is %d, but database.instanceClass %s has connections for %d runs; reserve less or choose a larger class"
                            .formatted(runs, database.instanceClass(), most));
        }
    }

    /** The most concurrent runs that a database of this size can serve. */
    static int mostRuns(InstanceSize database) {
        return (int) (database.connections() * SHARE_OF_FUNCTIONS);
    }
}
