package payments.infrastructure.observability;

import java.util.Locale;
import java.util.Map;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Rings when audit records cannot be written: then payments cannot either, since both are one transaction. Metrics and
 * periods are AWS's recommended alarms (CloudWatch guide, "Recommended alarms").
 */
public final class AuditTableAlarms extends Construct {
    private static final int ONE_MINUTE = 60;

    /** Defines the alarms, all telling the one topic. */
    public AuditTableAlarms(Construct scope, String id, Placement placement, String topicArn, String table) {
        super(scope, id);
        for (String direction : new String[] {"Write", "Read"}) {
            new Alarm(
                    this,
                    "audit-table-%s-throttles".formatted(direction.toLowerCase(Locale.ROOT)),
                    placement,
                    topicArn,
                    "DynamoDB throttles %ss of audit records".formatted(direction.toLowerCase(Locale.ROOT)),
                    Metric.ofTable(table, direction + "ThrottleEvents", "Sum"),
                    new Alarm.Above(0, ONE_MINUTE, 5));
        }
        new Alarm(
                this,
                "audit-table-system-errors",
                placement,
                topicArn,
                "DynamoDB itself fails transactions with audit records",
                new Metric(
                        "AWS/DynamoDB",
                        "SystemErrors",
                        "Sum",
                        Map.of("TableName", table, "Operation", "TransactWriteItems")),
                new Alarm.Above(0, ONE_MINUTE, 15));
    }
}
