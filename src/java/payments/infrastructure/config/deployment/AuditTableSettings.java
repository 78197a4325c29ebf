package payments.infrastructure.config.deployment;

import java.util.List;
import payments.infrastructure.config.constraint.AttributeNames;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Obeys;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.ValueRule;

/**
 * A DynamoDB table of audit records: the service writes each in the same transaction as the effect that it records, and
 * never changes it.
 *
 * @param partitionKey name of the partition key attribute, a string
 * @param indexes global secondary indexes of the records
 */
public record AuditTableSettings(
        @Fallback("audit_id")
        @Matches(value = AttributeNames.FORM, says = AttributeNames.SAYS)
        @Obeys(ValueRule.OWN_ATTRIBUTE)
        @Describe("Name of the partition key attribute (string)")
        String partitionKey,

        @Fallback("") @Size(min = 0, max = 20) @Describe("Global secondary indexes of the audit records")
        List<TableIndex> indexes) {
    public AuditTableSettings {
        indexes = List.copyOf(indexes);
    }
}
