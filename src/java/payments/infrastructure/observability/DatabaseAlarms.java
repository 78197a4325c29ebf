package payments.infrastructure.observability;

import java.util.List;
import java.util.Locale;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.reality.InstanceSize;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Alarms that are raised before a database runs out of something: connections, memory, storage, transaction numbers, time. Metrics, periods
 * and shares are AWS's recommended alarms for RDS (CloudWatch guide, "Recommended alarms"); the limits follow from the
 * instance's size, so a larger one needs no new thresholds.
 */
public final class DatabaseAlarms extends Construct {
    private static final double GIBIBYTE = 1L << 30;

    /** The local disk of an Aurora instance is about twice its memory (Aurora guide, "Temporary storage limits"). */
    private static final double LOCAL_DISK_OF_MEMORY = 2;

    private static final double SLOW_SECONDS = 0.02;

    private final Placement placement;
    private final AlertTopicArn topicArn;
    private final WatchedDatabase database;
    private final String called;

    /** Defines the alarms of a region's database, all telling the one topic. */
    public DatabaseAlarms(
            Construct scope,
            String id,
            Placement placement,
            AlertTopicArn topicArn,
            WatchedDatabase database,
            DatabaseSettings settings) {
        this(scope, id, placement, topicArn, database, settings, "database");
    }

    /**
     * Defines the alarms of one database.
     *
     * @param called what the alarms are called after: a region may have a copy of another one's database beside its own
     */
    public DatabaseAlarms(
            Construct scope,
            String id,
            Placement placement,
            AlertTopicArn topicArn,
            WatchedDatabase database,
            DatabaseSettings settings,
            String called) {
        super(scope, id);
        this.called = called;
        this.placement = placement;
        this.topicArn = topicArn;
        this.database = database;
        InstanceSize size = settings.size();
        alarm(
                "connections",
                "The database has under 10 % of its connections left",
                "DatabaseConnections",
                "Average",
                new Alarm.Above(size.connections() * 0.9, Periods.ofOneMinute(5)));
        alarm(
                "memory",
                "The database has under %d %% of its memory left".formatted(database.isCluster() ? 5 : 25),
                "FreeableMemory",
                "Average",
                new Alarm.Below(
                        size.memoryGibibytes() * GIBIBYTE * (database.isCluster() ? 0.05 : 0.25),
                        Periods.ofOneMinute(15)));
        storage(settings, size);
        alarm(
                "transaction-numbers",
                "The database uses up its transaction numbers: it stops writing when they are gone; see to autovacuum",
                "MaximumUsedTransactionIDs",
                "Average",
                new Alarm.Above(1_000_000_000, Periods.ofOneMinute(1)));
        load(size);
        for (String direction : new String[] {"Read", "Write"}) {
            alarm(
                    "%s-latency".formatted(direction.toLowerCase(Locale.ROOT)),
                    "%ss of the database's disk take over 20 ms".formatted(direction),
                    direction + "Latency",
                    "p90",
                    new Alarm.Above(SLOW_SECONDS, Periods.ofOneMinute(5)));
        }
    }

    /** Aurora's data grows by itself; its instances have a local disk for sorting that grows with their memory. */
    private void storage(DatabaseSettings settings, InstanceSize size) {
        if (database.isCluster()) {
            alarm(
                    "local-storage",
                    "The database has little local disk left for sorting and indexing",
                    "FreeLocalStorage",
                    "Average",
                    new Alarm.Below(
                            size.memoryGibibytes() * LOCAL_DISK_OF_MEMORY * GIBIBYTE * 0.1, Periods.ofOneMinute(5)));
        } else {
            alarm(
                    "storage",
                    "The database has under 10 % of its first storage left: it grows or it stops",
                    "FreeStorageSpace",
                    "Minimum",
                    new Alarm.Below(settings.allocatedStorageGigabytes() * GIBIBYTE * 0.1, Periods.ofOneMinute(5)));
        }
    }

    /** Every instance of a cluster has a load of its own; CloudWatch knows none of the cluster. */
    private void load(InstanceSize size) {
        List<Metric> loads = database.metricOfEachInstance("DBLoad", "Average");
        for (int number = 1; number <= loads.size(); number++) {
            new Alarm(
                    this,
                    called + "-load" + (database.isCluster() ? "-" + number : ""),
                    placement,
                    topicArn,
                    "More sessions work in the database than it has processors",
                    loads.get(number - 1),
                    new Alarm.Above(size.processors(), Periods.ofOneMinute(15)));
        }
    }

    private void alarm(String id, String meaning, String metric, String statistic, Alarm.Bounds bounds) {
        new Alarm(this, called + "-" + id, placement, topicArn, meaning, database.metric(metric, statistic), bounds);
    }
}
