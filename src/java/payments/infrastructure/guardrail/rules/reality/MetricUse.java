package payments.infrastructure.guardrail.rules.reality;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.reality.Metrics;
import payments.infrastructure.reality.Metrics.Fault;

/**
 * A metric that something names.
 *
 * @param where the path of what names it: a prefix of {@code namespace}, {@code metric_name} and {@code dimensions} that ends
 *     with a dot, or the path of a document; empty for the resource itself
 * @param namespace such as {@code AWS/SQS}
 * @param metric the name of the metric; empty when every metric of the namespace is meant
 * @param dimensions the names of the dimensions; null when they cannot be known
 * @param region the region in which it is looked for; empty when that is not known
 */
record MetricUse(
        String where,
        String namespace,
        String metric,
        @Nullable Set<String> dimensions,
        String region) {
    /** The attribute of which a fault speaks. */
    String attribute(String what) {
        return where.isEmpty() || where.endsWith(".") ? where + what : where;
    }

    Optional<Fault> fault(Metrics known) {
        if (dimensions == null) {
            return known.fault(namespace, metric);
        }
        return metric.isEmpty() ? known.searchFault(namespace, dimensions) : known.fault(namespace, metric, dimensions);
    }
}
