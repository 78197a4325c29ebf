package payments.service.store;

import java.util.Map;
import java.util.Optional;
import payments.service.domain.PaymentId;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads audit records, for people who ask what happened. */
public final class DynamoDbAuditRecords {
    private final DynamoDbClient client;
    private final PaymentTable table;
    private final RecordItems records;
    private final DynamoDbCalls calls;

    /** Uses the client as it is; it must not repeat requests by itself. */
    public DynamoDbAuditRecords(DynamoDbClient client, PaymentTable table, Backoff backoff) {
        this.client = client;
        this.table = table;
        this.records = new RecordItems(table);
        this.calls = new DynamoDbCalls("the table of audit records", backoff);
    }

    /** The record of one version of a payment. */
    public Optional<AuditRecord> find(PaymentId id, long version, Deadline deadline) {
        Map<String, AttributeValue> item = calls.call(
                        deadline,
                        limit -> client.getItem(get -> get.tableName(table.auditName())
                                .key(table.audit(id, version))
                                .consistentRead(true)
                                .overrideConfiguration(limit)))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(records.audit(item));
    }
}
