package payments.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.contract.FunctionMetric;

/** What CloudWatch knows of a region: what the service's own code says in its log, and what AWS would count. */
final class Measurements {
    static final String OWN = FunctionMetric.NAMESPACE;

    /** By {@code System.nanoTime}, so it would differ from run to run. */
    private static final Set<String> REAL_TIME = Set.of(FunctionMetric.LATENCY.metricName());

    private static final Set<String> SIMULATED = Set.of(
            "AWS/ApiGateway/5XXError",
            "AWS/ApiGateway/4XXError",
            "AWS/ApiGateway/Count",
            "AWS/Lambda/Errors",
            "AWS/Lambda/IteratorAge",
            "AWS/SQS/ApproximateAgeOfOldestMessage",
            "AWS/SQS/ApproximateNumberOfMessagesVisible",
            "AWS/States/ExecutionsFailed");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Timeline timeline;
    private final Map<String, List<Sample>> series = new HashMap<>();

    private record Sample(Instant at, double value) {}

    Measurements(Timeline timeline) {
        this.timeline = timeline;
    }

    /** The name of a series. */
    static String series(String namespace, String metric, String apart) {
        return namespace + "/" + metric + (apart.isEmpty() ? "" : " " + apart);
    }

    /** Whether a drill has this series at all. */
    static boolean isSimulated(String series) {
        return series.startsWith(OWN + "/") || SIMULATED.contains(series.replaceAll(" .*", ""));
    }

    /** Writes a value down. */
    void add(String name, double value) {
        series.computeIfAbsent(name, unused -> new ArrayList<>()).add(new Sample(timeline.instant(), value));
    }

    /** Reads a line of the service's log, which has metrics in the embedded format. */
    void line(String text) {
        if (!text.contains("\"_aws\"")) {
            return;
        }
        JsonNode line = read(text);
        for (JsonNode directive : line.path("_aws").path("CloudWatchMetrics")) {
            for (JsonNode metric : directive.path("Metrics")) {
                String name = metric.path("Name").asText();
                if (!REAL_TIME.contains(name)) {
                    directive
                            .path("Dimensions")
                            .forEach(set -> add(
                                    series(OWN, name, apart(line, set)),
                                    line.path(name).asDouble()));
                }
            }
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("the service wrote a line that is no JSON", e);
        }
    }

    private static String apart(JsonNode line, JsonNode dimensions) {
        List<String> values = new ArrayList<>();
        for (JsonNode dimension : dimensions) {
            if (!Set.of(FunctionMetric.ENVIRONMENT, FunctionMetric.REGION).contains(dimension.asText())) {
                values.add(line.path(dimension.asText()).asText());
            }
        }
        return String.join(",", values);
    }

    /** The statistic of a period; empty where it has no data. */
    Optional<Double> statistic(String name, String statistic, Instant from, Duration period) {
        Instant to = from.plus(period);
        double[] values = series.getOrDefault(name, List.of()).stream()
                .filter(sample -> !sample.at().isBefore(from) && sample.at().isBefore(to))
                .mapToDouble(Sample::value)
                .sorted()
                .toArray();
        if (values.length == 0) {
            return Optional.empty();
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return Optional.of(
                switch (statistic) {
                    case "Sum" -> sum;
                    case "Average" -> sum / values.length;
                    case "SampleCount" -> (double) values.length;
                    case "Minimum" -> values[0];
                    case "Maximum" -> values[values.length - 1];
                    default -> values[(int) ((values.length - 1) * 0.9)];
                });
    }
}
