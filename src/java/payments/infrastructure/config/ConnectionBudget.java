package payments.infrastructure.config;

import org.jspecify.annotations.Nullable;

/**
 * Whether the database has a connection for every concurrent run of a function. A run holds one connection; a fifth of
 * the connections stays free for monitoring, migration and people.
 */
final class ConnectionBudget {
    /** The migration of the books and their reconciliation, one run each. */
    private static final int HOUSEKEEPING = 2;

    private static final double SHARE_OF_FUNCTIONS = 0.8;

    private ConnectionBudget() {}

    /**
     * Refuses functions that could open more connections than the database has for them.
     *
     * @param posting the events whose relay posts to the books; null where none are kept
     * @throws IllegalStateException naming both settings and the most that fits
     */
    static void check(FunctionSettings function, @Nullable EventSettings posting, DatabaseSettings database) {
        Integer runs = function.reservedConcurrency();
        int most = mostRuns(database.size());
        if (runs != null && runs > most) {
            throw new IllegalStateException(
                    "function.reservedConcurrency is %d, but database.instanceClass %s has connections for %d runs; reserve less or choose a larger class"
                            .formatted(runs, database.instanceClass(), most));
        }
        Integer relays = posting == null ? null : posting.relay().reservedConcurrency();
        if (runs != null && relays != null && runs + relays + HOUSEKEEPING > most) {
            throw new IllegalStateException(
                    "function.reservedConcurrency is %d and events.relay.reservedConcurrency %d, but database.instanceClass %s has connections for %d runs, of which migration and reconciliation take %d; reserve less or choose a larger class"
                            .formatted(runs, relays, database.instanceClass(), most, HOUSEKEEPING));
        }
    }

    /** The most concurrent runs that a database of this size can serve. */
    static int mostRuns(InstanceSize database) {
        return (int) (database.connections() * SHARE_OF_FUNCTIONS);
    }
}
