package payments.infrastructure.guardrail.alarm;

import java.util.OptionalDouble;
import java.util.Set;

/** How a data point is made of what metrics report: a statistic of one, or metric math over several. */
public interface Reading {
    /** The data point of some minutes; empty when it is missing. */
    OptionalDouble of(Day day, int from, int to);

    /** The metrics that it reads. */
    Set<MetricName> metrics();

    /** Whether a share of calls comes out, not a number of them. */
    boolean isShare();

    /**
     * A statistic of one metric.
     *
     * @param metric the metric
     * @param statistic how a data point is made of its values
     */
    record OfMetric(MetricName metric, Statistic statistic) implements Reading {
        @Override
        public OptionalDouble of(Day day, int from, int to) {
            return statistic.of(day.of(metric).within(from, to));
        }

        @Override
        public Set<MetricName> metrics() {
            return Set.of(metric);
        }

        @Override
        public boolean isShare() {
            return statistic.isMean();
        }
    }
}
