package payments.infrastructure.guardrail.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;

/** The alarms on a resource's metrics. */
public final class Alarms {
    private static final String TYPE = "aws_cloudwatch_metric_alarm";

    private Alarms() {}

    /**
     * The alarms whose metrics have a dimension that means the resource; CloudWatch sees only metrics of its own region.
     *
     * @param dimension such as {@code QueueName}
     */
    public static List<Resource> on(Resource resource, String dimension) {
        Set<Resource> alarms = new LinkedHashSet<>(resource.referrers(TYPE, "dimensions." + dimension));
        alarms.addAll(resource.referrers(TYPE, "metric_query.metric.dimensions." + dimension));
        return alarms.stream()
                .filter(alarm -> alarm.region().equals(resource.region()))
                .toList();
    }

    /** The names of the metrics that an alarm watches. */
    public static Set<String> metrics(Resource alarm) {
        Set<String> names = new LinkedHashSet<>();
        alarm.attributes("metric_name").forEach(name -> names.add(name.text()));
        alarm.attributes("metric_query.metric.metric_name").forEach(name -> names.add(name.text()));
        return names;
    }
}
