package payments.service.batch;

import payments.service.observability.Metric;

/** What batches add to the service's metrics. */
public final class BatchMetrics {
    /** Files of which nothing was posted, by reason; any is worth an alarm. */
    public static final Metric FILES_FAILED = Metric.count("BatchFilesFailed");

    /** Rows given to the queue or to Step Functions. */
    public static final Metric ROWS_ACCEPTED = Metric.count("BatchRowsAccepted");

    /** Rows in reject reports, repetitions not counted. */
    public static final Metric ROWS_REJECTED = Metric.count("BatchRowsRejected");

    private BatchMetrics() {}
}
