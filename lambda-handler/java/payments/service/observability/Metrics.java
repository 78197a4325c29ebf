package payments.service.observability;

import java.util.Map;
import payments.contract.FunctionMetric;

/** Numbers for alarms and dashboards. */
public interface Metrics {

    /**
     * Records one value.
     *
     * @param metric which
     * @param value in the metric's unit
     * @param dimensions what to split it by, for example {@code Reason}; few values each, and never an id
     */
    void record(FunctionMetric metric, double value, Map<String, String> dimensions);

    /** Counts one. */
    default void count(FunctionMetric metric) {
        record(metric, 1, Map.of());
    }

    /** Counts one for a reason. */
    default void count(FunctionMetric metric, String reason) {
        record(metric, 1, Map.of(FunctionMetric.REASON, reason));
    }
}
