package payments.infrastructure.guardrail.alarm;

/** What each metric of a deployment reports over time. */
@FunctionalInterface
public interface Day {
    /** What a metric reports. */
    Series of(MetricName metric);
}
