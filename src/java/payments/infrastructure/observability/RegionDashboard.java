package payments.infrastructure.observability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.providers.aws.cloudwatch_dashboard.CloudwatchDashboard;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** One page with the metrics that matter in a region. */
public final class RegionDashboard extends Construct {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 12;
    private static final int HEIGHT = 6;
    private static final int PERIOD_SECONDS = 300;

    private final String region;
    private final List<Map<String, Object>> widgets = new ArrayList<>();

    /**
     * Defines the dashboard.
     *
     * @param sections what it shows
     */
    public RegionDashboard(
            Construct scope, String id, Placement placement, Map<DashboardSection, List<Metric>> sections) {
        super(scope, id);
        this.region = placement.region();
        new EnumMap<>(sections).forEach(this::widget);
        CloudwatchDashboard.Builder.create(this, "Resource")
                .provider(placement.provider())
                .dashboardName(placement.name(ResourceName.DASHBOARD))
                .dashboardBody(json(Map.of("widgets", widgets)))
                .build();
    }

    private void widget(DashboardSection section, List<Metric> metrics) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("title", section.title());
        properties.put("region", region);
        properties.put("period", PERIOD_SECONDS);
        properties.put("view", "timeSeries");
        properties.put("metrics", metrics.stream().map(RegionDashboard::row).toList());
        Map<String, Object> widget = new LinkedHashMap<>();
        widget.put("type", "metric");
        widget.put("x", (widgets.size() % 2) * WIDTH);
        widget.put("y", (widgets.size() / 2) * HEIGHT);
        widget.put("width", WIDTH);
        widget.put("height", HEIGHT);
        widget.put("properties", properties);
        widgets.add(widget);
    }

    private static List<Object> row(Metric metric) {
        List<Object> row = new ArrayList<>(List.of(metric.namespace(), metric.name()));
        metric.dimensions().forEach((name, value) -> row.addAll(List.of(name, value)));
        row.add(Map.of("stat", metric.statistic()));
        return row;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dashboard of texts and numbers could not be written as JSON", e);
        }
    }
}
