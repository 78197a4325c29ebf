package payments.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import payments.testing.SynthesizedResource;

/**
 * What CloudWatch makes of the lines of a function and of the alarms of a stack: it takes the metrics out of the lines, and says
 * which alarms are raised (CloudWatch guide, "Alarm evaluation"). Sums and maxima only, and every evaluation at once.
 */
final class SimulatedCloudWatch implements Consumer<String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Value> values = new ArrayList<>();

    /** One value of a metric. */
    private record Value(String namespace, String name, Map<String, String> dimensions, Instant at, double value) {
        boolean belongsTo(SynthesizedResource alarm) {
            return namespace.equals(alarm.at("namespace").asText())
                    && name.equals(alarm.at("metric_name").asText())
                    && dimensions.equals(SimulatedCloudWatch.dimensions(alarm));
        }
    }

    /** The dimensions that an alarm watches. */
    static Map<String, String> dimensions(SynthesizedResource alarm) {
        Map<String, String> dimensions = new TreeMap<>();
        alarm.at("dimensions").forEachEntry((name, value) -> dimensions.put(name, value.asText()));
        return dimensions;
    }

    @Override
    public void accept(String line) {
        JsonNode json = parsed(line);
        Instant at = Instant.ofEpochMilli(json.path("_aws").path("Timestamp").asLong());
        for (JsonNode directive : json.path("_aws").path("CloudWatchMetrics")) {
            for (JsonNode set : directive.path("Dimensions")) {
                Map<String, String> dimensions = new TreeMap<>();
                set.forEach(name ->
                        dimensions.put(name.asText(), json.path(name.asText()).asText()));
                for (JsonNode metric : directive.path("Metrics")) {
                    String name = metric.path("Name").asText();
                    String namespace = directive.path("Namespace").asText();
                    add(namespace, name, dimensions, at, json.path(name).asDouble());
                }
            }
        }
    }

    /** Adds a value that a service of AWS reports by itself. */
    void add(String namespace, String name, Map<String, String> dimensions, Instant at, double value) {
        values.add(new Value(namespace, name, dimensions, at, value));
    }

    /** Whether an alarm is raised by the end of a minute. */
    boolean raises(SynthesizedResource alarm, Instant end) {
        Duration period = Duration.ofSeconds(alarm.at("period").asLong());
        int breaching = 0;
        for (int back = 0; back < alarm.at("evaluation_periods").asInt(); back++) {
            Instant until = end.minus(period.multipliedBy(back));
            breaching += isBreaching(alarm, until.minus(period), until) ? 1 : 0;
        }
        return breaching >= alarm.at("datapoints_to_alarm").asInt();
    }

    private boolean isBreaching(SynthesizedResource alarm, Instant from, Instant until) {
        List<Double> found = values.stream()
                .filter(value -> value.belongsTo(alarm)
                        && !value.at().isBefore(from)
                        && value.at().isBefore(until))
                .map(Value::value)
                .toList();
        if (found.isEmpty()) {
            return alarm.at("treat_missing_data").asText().equals("breaching");
        }
        double value =
                switch (alarm.at("statistic").asText()) {
                    case "Sum" ->
                        found.stream().mapToDouble(Double::doubleValue).sum();
                    case "Maximum" ->
                        found.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
                    default -> throw new AssertionError("a statistic that is not simulated: " + alarm.address());
                };
        double threshold = alarm.at("threshold").asDouble();
        return alarm.at("comparison_operator").asText().equals("GreaterThanThreshold")
                ? value > threshold
                : value < threshold;
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a line is no JSON: " + line, e);
        }
    }
}
