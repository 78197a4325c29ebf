package payments.service.store;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** All operations of a table, by a scan: they do not lie beside their payments. */
public final class DynamoDbOperationScan {
    private static final String OPERATION = "operation";

    private final DynamoDbClient client;
    private final PaymentTable table;
    private final RecordItems records;
    private final DynamoDbCalls calls;

    /** Uses the client as it is; it must not repeat requests by itself. */
    public DynamoDbOperationScan(DynamoDbClient client, PaymentTable table, Backoff backoff) {
        this.client = client;
        this.table = table;
        this.records = new RecordItems(table);
        this.calls = new DynamoDbCalls(backoff);
    }

    /**
     * Reads the whole table.
     *
     * @param each gets each operation
     * @param earlier gets the id of each item that an earlier system wrote
     * @param deadlines the time for each page
     */
    public void read(Consumer<OperationRecord> each, Consumer<String> earlier, Supplier<Deadline> deadlines) {
        Map<String, AttributeValue> from = Map.of();
        do {
            Map<String, AttributeValue> start = from;
            ScanResponse page = calls.call(
                    deadlines.get(),
                    limit -> client.scan(scan -> scan.tableName(table.name())
                            .exclusiveStartKey(start.isEmpty() ? null : start)
                            .filterExpression("#kind = :operation OR attribute_not_exists(#kind)")
                            .expressionAttributeNames(Map.of("#kind", Attributes.KIND))
                            .expressionAttributeValues(Map.of(":operation", Attributes.text(OPERATION)))
                            .consistentRead(true)
                            .overrideConfiguration(limit)));
            for (Map<String, AttributeValue> item : page.items()) {
                if (item.containsKey(Attributes.KIND)) {
                    each.accept(records.operation(item));
                } else {
                    earlier.accept(Attributes.text(item, table.partitionKey()));
                }
            }
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!from.isEmpty());
    }
}
