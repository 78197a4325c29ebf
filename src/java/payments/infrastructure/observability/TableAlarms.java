package payments.infrastructure.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The alarms on a DynamoDB table: it throttles, or DynamoDB itself fails. Metrics and periods are AWS's recommended alarms
 * (CloudWatch guide, "Recommended alarms").
 */
public final class TableAlarms {
    private static final int THROTTLED_MINUTES = 5;
    private static final int FAILING_MINUTES = 15;

    private TableAlarms() {}

    /** Those of the payments table. */
    public static List<AlarmSpec> ofPayments(String table) {
        List<AlarmSpec> alarms = new ArrayList<>();
        for (String direction : List.of("Write", "Read")) {
            alarms.add(throttles(
                    "table", "DynamoDB throttles %ss of payments".formatted(lower(direction)), table, direction));
        }
        for (String operation : List.of("GetItem", "PutItem", "Query", "TransactWriteItems")) {
            alarms.add(systemErrors(
                    "table-system-errors-" + lower(operation),
                    "DynamoDB itself fails %s on the payments".formatted(operation),
                    table,
                    operation));
        }
        return alarms;
    }

    /** Those of a region's copy of the log of effects: without it nothing can happen to a payment. */
    public static List<AlarmSpec> ofEffectLog(String table) {
        List<AlarmSpec> alarms = new ArrayList<>();
        for (String direction : List.of("Write", "Read")) {
            alarms.add(throttles(
                    "effect-log",
                    "DynamoDB throttles %ss of the log of effects".formatted(lower(direction)),
                    table,
                    direction));
        }
        for (String operation : List.of("PutItem", "Query", "GetItem")) {
            alarms.add(systemErrors(
                    "effect-log-system-errors-" + lower(operation),
                    "DynamoDB itself fails %s on the log of effects".formatted(operation),
                    table,
                    operation));
        }
        return alarms;
    }

    /** Those of the table of audit records: without it payments cannot be written either, since both are one transaction. */
    public static List<AlarmSpec> ofAuditRecords(String table) {
        List<AlarmSpec> alarms = new ArrayList<>();
        for (String direction : List.of("Write", "Read")) {
            alarms.add(throttles(
                    "audit-table",
                    "DynamoDB throttles %ss of audit records".formatted(lower(direction)),
                    table,
                    direction));
        }
        alarms.add(systemErrors(
                "audit-table-system-errors",
                "DynamoDB itself fails transactions with audit records",
                table,
                "TransactWriteItems"));
        return alarms;
    }

    /** Those of the table of batch records. */
    public static List<AlarmSpec> ofBatchStatus(String table) {
        String meaning = "The table of batch records does not keep up";
        List<AlarmSpec> alarms = new ArrayList<>();
        for (String direction : List.of("Write", "Read")) {
            alarms.add(throttles("batch-status", meaning, table, direction));
        }
        for (String operation : List.of("PutItem", "UpdateItem")) {
            alarms.add(systemErrors("batch-status-system-errors-" + lower(operation), meaning, table, operation));
        }
        return alarms;
    }

    private static AlarmSpec throttles(String prefix, String meaning, String table, String direction) {
        return new AlarmSpec(
                "%s-%s-throttles".formatted(prefix, lower(direction)),
                meaning,
                Metric.ofTable(table, direction + "ThrottleEvents", "Sum"),
                new Alarm.Above(0, Periods.ofOneMinute(THROTTLED_MINUTES)));
    }

    /** DynamoDB counts its own failures for each operation alone. */
    private static AlarmSpec systemErrors(String id, String meaning, String table, String operation) {
        return new AlarmSpec(
                id,
                meaning,
                new Metric("AWS/DynamoDB", "SystemErrors", "Sum", Map.of("TableName", table, "Operation", operation)),
                new Alarm.Above(0, Periods.ofOneMinute(FAILING_MINUTES)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
