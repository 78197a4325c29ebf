package payments.service.observability;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import payments.contract.FunctionMetric;
import payments.service.json.JsonText;

/**
 * Metrics as log lines in the embedded metric format (CloudWatch user guide, "Specification: Embedded metric format"):
 * CloudWatch reads them out of the log, so counting costs no call.
 */
public final class EmbeddedMetrics implements Metrics {
    private final Consumer<String> lines;
    private final Clock clock;
    private final Map<String, String> always;

    /**
     * Writes to a sink.
     *
     * @param lines gets each line without its end
     * @param always dimensions of every metric: environment and region
     */
    public EmbeddedMetrics(Consumer<String> lines, Clock clock, Map<String, String> always) {
        this.lines = lines;
        this.clock = clock;
        this.always = new LinkedHashMap<>(always);
    }

    @Override
    public void record(FunctionMetric metric, double value, Map<String, String> dimensions) {
        List<List<String>> sets = new ArrayList<>();
        sets.add(List.copyOf(always.keySet()));
        if (!dimensions.isEmpty()) {
            List<String> split = new ArrayList<>(always.keySet());
            split.addAll(dimensions.keySet());
            sets.add(split);
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(
                "_aws",
                Map.of(
                        "Timestamp",
                        clock.millis(),
                        "CloudWatchMetrics",
                        List.of(Map.of(
                                "Namespace",
                                FunctionMetric.NAMESPACE,
                                "Dimensions",
                                sets,
                                "Metrics",
                                List.of(Map.of("Name", metric.metricName(), "Unit", metric.unit()))))));
        line.putAll(always);
        line.putAll(dimensions);
        line.put(metric.metricName(), BigDecimal.valueOf(value));
        lines.accept(JsonText.of(line));
    }
}
