package payments.infrastructure.observability;

import java.util.List;
import java.util.Map;

/**
 * A database as CloudWatch knows it.
 *
 * @param dimension which kind of thing the metrics are of
 * @param identifier which one
 * @param instances the instances behind it; some metrics exist by instance only
 */
public record WatchedDatabase(String dimension, String identifier, List<String> instances) {
    private static final String CLUSTER = "DBClusterIdentifier";
    private static final String INSTANCE = "DBInstanceIdentifier";

    public WatchedDatabase {
        instances = List.copyOf(instances);
    }

    /** An RDS instance. */
    public static WatchedDatabase instance(String identifier) {
        return new WatchedDatabase(INSTANCE, identifier, List.of(identifier));
    }

    /**
     * An Aurora cluster: the worst or the mean of its instances, as the statistic says.
     *
     * @param instances identifiers of its instances
     */
    public static WatchedDatabase cluster(String identifier, List<String> instances) {
        return new WatchedDatabase(CLUSTER, identifier, instances);
    }

    /** Whether it is a cluster. */
    public boolean isCluster() {
        return dimension.equals(CLUSTER);
    }

    /** One of its metrics. */
    public Metric metric(String name, String statistic) {
        return metric(dimension, identifier, name, statistic);
    }

    /**
     * One metric of each instance, in their order. Performance Insights publishes its metrics, such as {@code DBLoad}, by
     * {@code DBInstanceIdentifier} only, also those of a cluster.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_PerfInsights.Cloudwatch.html">AWS: CloudWatch
     *     metrics for Performance Insights</a>
     */
    public List<Metric> metricOfEachInstance(String name, String statistic) {
        return instances.stream()
                .map(instance -> metric(INSTANCE, instance, name, statistic))
                .toList();
    }

    /** Whether it reports how far readers are behind: a cluster with some; RDS reports that of the replicas themselves. */
    public boolean hasReaders() {
        return isCluster() && instances.size() > 1;
    }

    /** How far its readers are behind; an Aurora cluster has a metric of its own for that. */
    public Metric lag() {
        return metric(isCluster() ? "AuroraReplicaLagMaximum" : "ReplicaLag", "Maximum");
    }

    private static Metric metric(String dimension, String value, String name, String statistic) {
        return new Metric("AWS/RDS", name, statistic, Map.of(dimension, value));
    }
}
