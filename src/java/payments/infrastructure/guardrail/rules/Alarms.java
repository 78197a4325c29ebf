package payments.infrastructure.guardrail.rules;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
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

    /**
     * The alarms on a metric that stand beside a resource.
     *
     * @param beside of which region and environment, such as the filter or the function that reports the metric
     */
    public static List<Resource> onMetric(Resource beside, String namespace, String metric) {
        Program program = beside.stack().program();
        return program.once(ByMetric.class, new Key(), () -> ByMetric.of(program))
                .on(beside.environment(), namespace, metric)
                .filter(alarm -> alarm.isBeside(beside))
                .toList();
    }

    private record Key() {}

    /** All alarms of a program by what they watch: many rules ask for each of many metrics. */
    private record ByMetric(Set<String> environments, Map<List<String>, Set<Resource>> alarms) {
        static ByMetric of(Program program) {
            ByMetric index = new ByMetric(new LinkedHashSet<>(), new HashMap<>());
            for (Resource alarm : program.resources(TYPE)) {
                index.environments.add(alarm.environment());
                Stream.concat(Stream.of(alarm), alarm.blocks("metric_query.metric").stream())
                        .map(place -> List.of(
                                alarm.environment(),
                                place.attribute("namespace").text(),
                                place.attribute("metric_name").text()))
                        .forEach(key -> index.alarms
                                .computeIfAbsent(key, none -> new LinkedHashSet<>())
                                .add(alarm));
            }
            return index;
        }

        /** Where an environment is not known, any may be meant ({@link Resource#isBeside}). */
        Stream<Resource> on(String environment, String namespace, String metric) {
            Collection<String> meant = environment.isEmpty() ? environments : List.of(environment, "");
            return meant.stream()
                    .flatMap(one -> alarms.getOrDefault(List.of(one, namespace, metric), Set.of()).stream());
        }
    }

    /** The names of the metrics that an alarm watches. */
    public static Set<String> metrics(Resource alarm) {
        Set<String> names = new LinkedHashSet<>();
        alarm.attributes("metric_name").forEach(name -> names.add(name.text()));
        alarm.attributes("metric_query.metric.metric_name").forEach(name -> names.add(name.text()));
        return names;
    }
}
