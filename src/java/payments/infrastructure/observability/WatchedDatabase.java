package payments.infrastructure.observability;

import java.util.Map;

/**
 * A database as CloudWatch knows it.
 *
 * @param dimension which kind of thing the metrics are of
 * @param identifier which one
 */
public record WatchedDatabase(String dimension, String identifier) {
    private static final String CLUSTER = "DBClusterIdentifier";

    /** An RDS instance. */
    public static WatchedDatabase instance(String identifier) {
        return new WatchedDatabase("DBInstanceIdentifier", identifier);
    }

    /** An Aurora cluster: the worst or the mean of its instances, as the statistic says. */
    public static WatchedDatabase cluster(String identifier) {
        return new WatchedDatabase(CLUSTER, identifier);
    }

    /** Whether it is a cluster. */
    public boolean isCluster() {
        return dimension.equals(CLUSTER);
    }

    /** One of its metrics. */
    public Metric metric(String name, String statistic) {
        return new Metric("AWS/RDS", name, statistic, Map.of(dimension, identifier));
    }
}
