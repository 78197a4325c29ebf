package payments.infrastructure.observability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page of a dashboard: widgets in two columns, each with lines over time. */
final class DashboardPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 12;
    private static final int HEIGHT = 6;
    private static final int PERIOD_SECONDS = 300;

    private final String region;
    private final List<Map<String, Object>> widgets = new ArrayList<>();

    /**
     * A page without widgets.
     *
     * @param region whose metrics a line shows that names no other
     */
    DashboardPage(String region) {
        this.region = region;
    }

    /** Adds a widget behind those that are there. */
    void add(String title, List<ShownMetric> metrics) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("title", title);
        properties.put("region", region);
        properties.put("period", PERIOD_SECONDS);
        properties.put("view", "timeSeries");
        properties.put("metrics", metrics.stream().map(this::row).toList());
        Map<String, Object> widget = new LinkedHashMap<>();
        widget.put("type", "metric");
        widget.put("x", (widgets.size() % 2) * WIDTH);
        widget.put("y", (widgets.size() / 2) * HEIGHT);
        widget.put("width", WIDTH);
        widget.put("height", HEIGHT);
        widget.put("properties", properties);
        widgets.add(widget);
    }

    private List<Object> row(ShownMetric shown) {
        Metric metric = shown.metric();
        List<Object> row = new ArrayList<>(List.of(metric.namespace(), metric.name()));
        metric.dimensions().forEach((name, value) -> row.addAll(List.of(name, value)));
        Map<String, Object> options = new TreeMap<>(Map.of("stat", metric.statistic()));
        if (!shown.region().equals(region)) {
            options.put("region", shown.region());
        }
        if (shown.label() != null) {
            options.put("label", shown.label());
        }
        row.add(options);
        return row;
    }

    /** The page as CloudWatch takes it. */
    String body() {
        try {
            return JSON.writeValueAsString(Map.of("widgets", widgets));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dashboard of texts and numbers could not be written as JSON", e);
        }
    }
}
