package payments.infrastructure.observability;

import java.util.Locale;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.InstanceSize;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Rings before a database runs out of something: connections, memory, storage, transaction numbers, time. Metrics, periods
 * and shares are AWS's recommended alarms for RDS (CloudWatch guide, "Recommended alarms"); the limits follow from the
 * instance's size, so a larger one needs no new thresholds.
 */
public final class DatabaseAlarms extends Construct {
    private static final int ONE_MINUTE = 60;
    private static final double GIBIBYTE = 1L << 30;
    private static final double SLOW_SECONDS = 0.02;

    private final Placement placement;
    private final String topicArn;
    private final String identifier;

    /** Defines the alarms of one instance, all telling the one topic. */
    public DatabaseAlarms(
            Construct scope,
            String id,
            Placement placement,
            String topicArn,
            String identifier,
            DatabaseSettings settings) {
        super(scope, id);
        this.placement = placement;
        this.topicArn = topicArn;
        this.identifier = identifier;
        InstanceSize size = InstanceSize.of(settings.instanceClass());
        alarm(
                "database-connections",
                "The database has under 10 % of its connections left",
                "DatabaseConnections",
                "Average",
                new Alarm.Above(size.connections() * 0.9, ONE_MINUTE, 5));
        alarm(
                "database-memory",
                "The database has under a quarter of its memory left",
                "FreeableMemory",
                "Average",
                new Alarm.Below(size.memoryGibibytes() * GIBIBYTE * 0.25, ONE_MINUTE, 15));
        alarm(
                "database-storage",
                "The database has under 10 % of its first storage left: it grows or it stops",
                "FreeStorageSpace",
                "Minimum",
                new Alarm.Below(settings.allocatedStorageGigabytes() * GIBIBYTE * 0.1, ONE_MINUTE, 5));
        alarm(
                "database-transaction-numbers",
                "The database uses up its transaction numbers: it stops writing when they are gone; see to autovacuum",
                "MaximumUsedTransactionIDs",
                "Average",
                new Alarm.Above(1_000_000_000, ONE_MINUTE, 1));
        alarm(
                "database-load",
                "More sessions work in the database than it has processors",
                "DBLoad",
                "Average",
                new Alarm.Above(size.processors(), ONE_MINUTE, 15));
        for (String direction : new String[] {"Read", "Write"}) {
            alarm(
                    "database-%s-latency".formatted(direction.toLowerCase(Locale.ROOT)),
                    "%ss of the database's disk take over 20 ms".formatted(direction),
                    direction + "Latency",
                    "p90",
                    new Alarm.Above(SLOW_SECONDS, ONE_MINUTE, 5));
        }
    }

    private void alarm(String id, String meaning, String metric, String statistic, Alarm.Bounds bounds) {
        new Alarm(this, id, placement, topicArn, meaning, Metric.ofDatabase(identifier, metric, statistic), bounds);
    }
}
