package payments.infrastructure.deployments;

import java.util.Set;
import java.util.TreeSet;
import payments.testing.SynthesizedResource;

/** What a dashboard shows. */
final class Dashboards {
    private Dashboards() {}

    /** Its metrics, by namespace and name. */
    static Set<String> metrics(SynthesizedResource dashboard) {
        Set<String> metrics = new TreeSet<>();
        dashboard.document("dashboard_body").path("widgets").forEach(widget -> widget.at("/properties/metrics")
                .forEach(metric -> metrics.add(
                        metric.path(0).asText() + " " + metric.path(1).asText())));
        return metrics;
    }
}
