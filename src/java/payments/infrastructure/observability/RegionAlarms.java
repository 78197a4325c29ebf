package payments.infrastructure.observability;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The alarms of one region. Thresholds are those of requirement A14; the ones beyond it are AWS's recommended alarms
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
     * @param api name of the API
     * @param stage name of its stage
     * @param database identifier of the database
     * @param table name of the table
     */
    public record Watched(
            String function, int functionTimeoutSeconds, String api, String stage, String database, String table) {}

    /** Defines the alarms, all telling the one topic. */
    public RegionAlarms(Construct scope, String id, Placement placement, String topicArn, Watched watched) {
        super(scope, id);
        this.placement = placement;
        this.topicArn = topicArn;
        function(watched);
        api(watched);
        database(watched);
        table(watched);
    }

    private void function(Watched watched) {
        alarm(
                "function-errors",
                "The payments function fails: payments are refused or unanswered",
                Metric.ofFunction(watched.function(), "Errors", "Sum"),
                new Alarm.Above(5, FIVE_MINUTES, 1));
        alarm(
                "function-throttles",
                "The payments function is throttled: its concurrency is used up",
                Metric.ofFunction(watched.function(), "Throttles", "Sum"),
                new Alarm.Above(0, ONE_MINUTE, 5));
        alarm(
                "function-duration",
                "The payments function needs over 80 % of its timeout: the next step is failing",
                Metric.ofFunction(watched.function(), "Duration", "Maximum"),
                new Alarm.Above(watched.functionTimeoutSeconds() * 1000 * 0.8, ONE_MINUTE, 15));
    }

    private void api(Watched watched) {
        alarm(
                "api-server-errors",
                "The API answers with 5XX: callers do not know what became of their payments",
                Metric.ofApi(watched.api(), watched.stage(), "5XXError", "Sum"),
                new Alarm.Above(10, FIVE_MINUTES, 2));
    }

    private void database(Watched watched) {
        alarm(
                "database-cpu",
                "The database is busy above 80 %",
                Metric.ofDatabase(watched.database(), "CPUUtilization", "Average"),
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
