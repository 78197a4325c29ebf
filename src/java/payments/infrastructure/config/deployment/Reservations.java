package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;

/**
 * How many runs are reserved for a function where the file does not say: a function of a queue or a database never uses the
 * account's pool, since a flood would take the last connection, or take messages only to throw them back.
 */
final class Reservations {
    /** For the API's function before a database. */
    private static final int BEFORE_DATABASE = 20;

    /** What the setting may be. */
    private static final int LARGEST = 1000;

    /** For the relay that posts to the ledger. */
    private static final int OF_RELAY = 5;

    /** For each step of a workflow, which reads the ledger. */
    private static final int OF_STEP = 5;

    /** AWS asks for five behind a queue (Lambda guide, "Using Lambda with Amazon SQS"). */
    private static final int LEAST_BEHIND_QUEUE = 5;

    private Reservations() {}

    /**
     * The API's function; without a database it shares the account's pool. Where the API lets more through, as many runs as
     * that takes, as far as the database has connections.
     *
     * @param others connections that the functions of the ledger take
     */
    static FunctionSettings of(
            FunctionSettings function, ApiSettings api, @Nullable DatabaseSettings database, int others) {
        return function.reservedConcurrency() != null || database == null
                ? function
                : function.reserving(Math.min(
                        Math.max(BEFORE_DATABASE, Throttle.runs(api)),
                        Math.max(1, Math.min(LARGEST, ConnectionBudget.mostRuns(database.size()) - others))));
    }

    /** The queue with its processor, which may have as many runs as the queue starts. */
    static @Nullable QueueSettings of(@Nullable QueueSettings queue) {
        return queue == null || queue.processor().reservedConcurrency() != null
                ? queue
                : new QueueSettings(
                        queue.visibilitySeconds(),
                        queue.visibilityTimeouts(),
                        queue.retentionDays(),
                        queue.deadLetterRetentionDays(),
                        queue.maxReceives(),
                        queue.batchSize(),
                        queue.windowSeconds(),
                        queue.maximumConcurrency(),
                        queue.capture(),
                        reserved(queue.processor(), Math.max(LEAST_BEHIND_QUEUE, queue.maximumConcurrency())));
    }

    /** The events with their relay, which connects to the database where there is a ledger. */
    static @Nullable EventSettings of(@Nullable EventSettings events, @Nullable LedgerSettings ledger) {
        return events == null || ledger == null || events.relay().reservedConcurrency() != null
                ? events
                : new EventSettings(reserved(events.relay(), OF_RELAY), events.retries(), events.subscriptions());
    }

    /** The workflow with its steps, which connect to the database where there is a ledger. */
    static @Nullable WorkflowSettings of(@Nullable WorkflowSettings workflow, @Nullable LedgerSettings ledger) {
        return workflow == null || ledger == null || workflow.step().reservedConcurrency() != null
                ? workflow
                : new WorkflowSettings(reserved(workflow.step(), OF_STEP), workflow.timeoutSeconds());
    }

    private static WorkerSettings reserved(WorkerSettings worker, int runs) {
        return new WorkerSettings(worker.memoryMegabytes(), worker.timeoutSeconds(), runs);
    }
}
