package payments.infrastructure.config.deployment;

import static payments.infrastructure.config.deployment.ConcurrencyBudget.STEPS_OF_WORKFLOW;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.reality.InstanceSize;

/**
 * Whether the database has a connection for every concurrent run of a function. A run holds one connection; a fifth of
 * the connections stays free for monitoring, migration and people.
 */
final class ConnectionBudget {
    /** The migration of the ledger and its reconciliation, one run each. */
    private static final int HOUSEKEEPING = 2;

    private static final double SHARE_OF_FUNCTIONS = 0.8;

    private ConnectionBudget() {}

    /**
     * What the functions beside the API's may open: the relay, the steps of the workflow, migration and reconciliation.
     * Without a ledger none of them connects.
     */
    static int connectionsOfLedger(
            @Nullable LedgerSettings ledger, @Nullable EventSettings events, @Nullable WorkflowSettings workflow) {
        return ledger == null ? 0 : runs(events) + runs(workflow) + HOUSEKEEPING;
    }

    /**
     * Refuses functions that could open more connections than the database has for them.
     *
     * @throws IllegalStateException naming the settings and the most that fits
     */
    static void check(
            FunctionSettings function,
            @Nullable LedgerSettings ledger,
            @Nullable EventSettings events,
            @Nullable WorkflowSettings workflow,
            DatabaseSettings database) {
        Integer runs = function.reservedConcurrency();
        int most = mostRuns(database.size());
        if (runs != null && runs > most) {
            throw new IllegalStateException(
                    "function.reservedConcurrency is %d, but database.instanceClass %s has connections for %d runs; reserve less or choose a larger class"
                            .formatted(runs, database.instanceClass(), most));
        }
        if (runs != null && ledger != null && runs + connectionsOfLedger(ledger, events, workflow) > most) {
            String steps = workflow == null
                    ? ""
                    : " and workflow.step.reservedConcurrency %d for each of %d steps"
                            .formatted(runs(workflow) / STEPS_OF_WORKFLOW, STEPS_OF_WORKFLOW);
            throw new IllegalStateException(
                    "function.reservedConcurrency is %d and events.relay.reservedConcurrency %d%s, but database.instanceClass %s has connections for %d runs, of which migration and reconciliation take %d; reserve less or choose a larger class"
                            .formatted(runs, runs(events), steps, database.instanceClass(), most, HOUSEKEEPING));
        }
    }

    private static int runs(@Nullable EventSettings events) {
        Integer reserved = events == null ? null : events.relay().reservedConcurrency();
        return reserved == null ? 0 : reserved;
    }

    private static int runs(@Nullable WorkflowSettings workflow) {
        Integer reserved = workflow == null ? null : workflow.step().reservedConcurrency();
        return reserved == null ? 0 : reserved * STEPS_OF_WORKFLOW;
    }

    /** The most concurrent runs that a database of this size can serve. */
    static int mostRuns(InstanceSize database) {
        return (int) (database.connections() * SHARE_OF_FUNCTIONS);
    }
}
