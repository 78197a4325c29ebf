package payments.infrastructure.observability;

import org.jspecify.annotations.Nullable;

/**
 * A line of a dashboard.
 *
 * @param region where it is reported: a dashboard can draw metrics of other regions too
 * @param metric what is drawn
 * @param label what stands at the line; null for what CloudWatch writes there
 */
public record ShownMetric(
        String region, Metric metric, @Nullable String label) {
    /** A line of one region, with the label that CloudWatch writes. */
    public ShownMetric(Metric metric, String region) {
        this(region, metric, null);
    }
}
