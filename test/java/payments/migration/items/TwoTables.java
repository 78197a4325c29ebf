package payments.migration.items;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import payments.migration.Patience;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** An old table and a new one in the real engine, with items as system B's predecessor wrote them. */
final class TwoTables implements AutoCloseable {
    static final ItemCopy.Options AS_THEY_ARE = new ItemCopy.Options("kind", Optional.empty(), Map.of(), 4);
    static final Patience PATIENCE = new Patience(5, pause -> {}, () -> false);

    private final AmazonDynamoDBLocal engine = DynamoDBEmbedded.create();

    DynamoDbClient client() {
        return engine.dynamoDbClient();
    }

    /** A new table with system B's key. */
    TableName table() {
        return table("transactionId", ScalarAttributeType.S);
    }

    TableName table(String partitionKey, ScalarAttributeType type) {
        String name = "t-" + UUID.randomUUID();
        client().createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute(partitionKey, type), attribute("timestamp", ScalarAttributeType.N))
                .keySchema(key(partitionKey, KeyType.HASH), key("timestamp", KeyType.RANGE)));
        return new TableName(client(), name, "eu-central-2");
    }

    /** The same table through another client. */
    static TableName through(DynamoDbClient client, TableName table) {
        return new TableName(client, table.name(), table.region());
    }

    /** Writes so many items of the old system. */
    void fill(TableName table, int items) {
        for (int i = 0; i < items; i++) {
            put(table, old(i));
        }
    }

    /** An item of the old system. */
    static Map<String, AttributeValue> old(int number) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("transactionId", AttributeValue.fromS("old-" + number));
        item.put("timestamp", AttributeValue.fromN(Integer.toString(1_700_000_000 + number)));
        item.put("amount", AttributeValue.fromS(number + ".50"));
        item.put("currency", AttributeValue.fromS("CHF"));
        item.put("status", AttributeValue.fromS("processed"));
        return item;
    }

    /** A payment of the new system, which lies at the sort value 0. */
    static Map<String, AttributeValue> ours(String id, long minorUnits, String currency, String status) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("transactionId", AttributeValue.fromS(id));
        item.put("timestamp", AttributeValue.fromN("0"));
        item.put("kind", AttributeValue.fromS("payment"));
        item.put("record_version", AttributeValue.fromN("2"));
        item.put("amount", AttributeValue.fromN(Long.toString(minorUnits)));
        item.put("currency", AttributeValue.fromS(currency));
        item.put("status", AttributeValue.fromS(status));
        item.put("region", AttributeValue.fromS("eu-west-1"));
        item.put("fingerprint", AttributeValue.fromS("f"));
        item.put("created_at", AttributeValue.fromS("2026-11-28T10:15:30.250Z"));
        return item;
    }

    void put(TableName table, Map<String, AttributeValue> item) {
        client().putItem(put -> put.tableName(table.name()).item(item));
    }

    List<Map<String, AttributeValue>> items(TableName table) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        client().scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true))
                .items()
                .forEach(items::add);
        return items;
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType role) {
        return KeySchemaElement.builder().attributeName(name).keyType(role).build();
    }

    @Override
    public void close() {
        engine.shutdown();
    }
}
