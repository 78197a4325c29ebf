package payments.service.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Payments by a scan of the table. The other items are read and paid for too; that is the price of one table. */
public final class DynamoDbPaymentScan implements PaymentScan {
    private final DynamoDbClient client;
    private final PaymentTable table;
    private final PaymentItems items;
    private final DynamoDbCalls calls;

    /** Uses the client as it is; it must not repeat requests by itself. */
    public DynamoDbPaymentScan(DynamoDbClient client, PaymentTable table, Backoff backoff) {
        this.client = client;
        this.table = table;
        this.items = new PaymentItems(table);
        this.calls = new DynamoDbCalls(backoff);
    }

    @Override
    public Page page(Optional<String> from, int limit, Deadline deadline) {
        ScanResponse response = calls.call(
                deadline,
                time -> client.scan(scan -> scan.tableName(table.name())
                        .exclusiveStartKey(from.map(this::key).orElse(null))
                        .filterExpression("#kind = :payment")
                        .expressionAttributeNames(Map.of("#kind", Attributes.KIND))
                        .expressionAttributeValues(Map.of(":payment", Attributes.text(PaymentItems.KIND)))
                        .limit(limit)
                        .consistentRead(true)
                        .overrideConfiguration(time)));
        List<Payment> payments = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Map<String, AttributeValue> item : response.items()) {
            try {
                payments.add(items.payment(item));
            } catch (IllegalStateException e) {
                // One that cannot be read is a finding, and no reason not to compare the others.
                unreadable.add(Attributes.text(item, table.partitionKey()));
            }
        }
        return new Page(
                payments,
                unreadable,
                response.hasLastEvaluatedKey()
                        ? Optional.of(Attributes.text(response.lastEvaluatedKey(), table.partitionKey()))
                        : Optional.empty());
    }

    private Map<String, AttributeValue> key(String partition) {
        Map<String, AttributeValue> key = new HashMap<>();
        key.put(table.partitionKey(), Attributes.text(partition));
        table.sortKey().ifPresent(attribute -> key.put(attribute, AttributeValue.fromN(PaymentTable.SORT_VALUE)));
        return key;
    }
}
