package payments.infrastructure.observability;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The alarms on what a region keeps: its database and its table. Thresholds are those of requirement A14; the ones beyond it are AWS's recommended alarms
 * (CloudWatch guide, "Recommended alarms").
 */
public final class RegionAlarms extends Construct {
    private static final int FIVE_MINUTES = 300;
    private static final int ONE_MINUTE = 60;

    private final Placement placement;
    private final String topicArn;

    /**
     * What is watched, by the names that its metrics carry.
     *
     * @param function name of the function
     * @param functionTimeoutSeconds its longest run
     * @param database the database; null where there is none
     * @param table name of the table
     */
    public record Watched(
            String function,
            int functionTimeoutSeconds,
            @Nullable WatchedDatabase database,
            String table) {}

    /** Defines the alarms, all telling the one topic. */
    public RegionAlarms(Construct scope, String id, Placement placement, String topicArn, Watched watched) {
        super(scope, id);
        this.placement = placement;
        this.topicArn = topicArn;
        if (watched.database() != null) {
            database(watched.database());
        }
        table(watched);
    }

    private void database(WatchedDatabase database) {
        alarm(
                "database-cpu",
                "The database is busy above 80 %",
                database.metric("CPUUtilization", "Average"),
                new Alarm.Above(80, FIVE_MINUTES, 2));
    }

    private void table(Watched watched) {
        alarm(
                "table-write-throttles",
                "DynamoDB throttles writes of payments",
                Metric.ofTable(watched.table(), "WriteThrottleEvents", "Sum"),
                new Alarm.Above(0, ONE_MINUTE, 5));
        alarm(
                "table-read-throttles",
                "DynamoDB throttles reads of payments",
                Metric.ofTable(watched.table(), "ReadThrottleEvents", "Sum"),
                new Alarm.Above(0, ONE_MINUTE, 5));
        // DynamoDB counts its own failures for each operation alone.
        for (String operation : List.of("GetItem", "PutItem", "Query", "TransactWriteItems")) {
            alarm(
                    "table-system-errors-" + operation.toLowerCase(Locale.ROOT),
                    "DynamoDB itself fails %s on the payments".formatted(operation),
                    new Metric(
                            "AWS/DynamoDB",
                            "SystemErrors",
                            "Sum",
                            Map.of("TableName", watched.table(), "Operation", operation)),
                    new Alarm.Above(0, ONE_MINUTE, 15));
        }
    }

    private void alarm(String id, String meaning, Metric metric, Alarm.Above above) {
        new Alarm(this, id, placement, topicArn, meaning, metric, above);
    }
}
