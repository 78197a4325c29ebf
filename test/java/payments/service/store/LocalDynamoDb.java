package payments.service.store;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The real DynamoDB engine in this process; every table has a name of its own and the index of the outbox. */
public final class LocalDynamoDb implements AutoCloseable {
    private final AmazonDynamoDBLocal engine = DynamoDBEmbedded.create();

    /** The client. */
    public DynamoDbClient client() {
        return engine.dynamoDbClient();
    }

    /** A new table with the key {@code payment_id}, and a numeric sort key when named. */
    public PaymentTable table(Optional<String> sortKey) {
        return table("payment_id", sortKey);
    }

    /** A new table with this key. */
    public PaymentTable table(String partitionKey, Optional<String> sortKey) {
        PaymentTable table = new PaymentTable("payments-" + UUID.randomUUID(), partitionKey, sortKey);
        create(client(), table);
        return table;
    }

    /** Makes a table of payments. */
    public static void create(DynamoDbClient client, PaymentTable table) {
        List<AttributeDefinition> attributes = new ArrayList<>();
        List<KeySchemaElement> key = new ArrayList<>();
        add(attributes, key, table.partitionKey(), ScalarAttributeType.S, KeyType.HASH);
        table.sortKey().ifPresent(name -> add(attributes, key, name, ScalarAttributeType.N, KeyType.RANGE));
        List<KeySchemaElement> index = new ArrayList<>();
        add(attributes, index, PaymentTable.OUTBOX_SHARD, ScalarAttributeType.S, KeyType.HASH);
        add(attributes, index, PaymentTable.OUTBOX_AT, ScalarAttributeType.N, KeyType.RANGE);
        client.createTable(create -> create.tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(key)
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName(PaymentTable.OUTBOX_INDEX)
                        .keySchema(index)
                        .projection(all -> all.projectionType(ProjectionType.ALL))
                        .build()));
    }

    /** A new log of effects: the key {@code payment_id}, {@code version}. */
    public String log() {
        String name = "effects-" + UUID.randomUUID();
        createLog(client(), name);
        return name;
    }

    /** Makes a log of effects. */
    public static void createLog(DynamoDbClient client, String name) {
        List<AttributeDefinition> attributes = new ArrayList<>();
        List<KeySchemaElement> key = new ArrayList<>();
        add(attributes, key, "payment_id", ScalarAttributeType.S, KeyType.HASH);
        add(attributes, key, "version", ScalarAttributeType.N, KeyType.RANGE);
        client.createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(key));
    }

    /** Everything in the table. */
    public List<Map<String, AttributeValue>> items(PaymentTable table) {
        return client().scan(scan -> scan.tableName(table.name()).consistentRead(true))
                .items();
    }

    /** The items of one kind: payment, idempotency, audit, event, operation, similar, fence. */
    public List<Map<String, AttributeValue>> items(PaymentTable table, String kind) {
        return items(table).stream()
                .filter(item -> AttributeValue.fromS(kind).equals(item.get("kind")))
                .toList();
    }

    private static void add(
            List<AttributeDefinition> attributes,
            List<KeySchemaElement> key,
            String name,
            ScalarAttributeType type,
            KeyType role) {
        attributes.add(AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build());
        key.add(KeySchemaElement.builder().attributeName(name).keyType(role).build());
    }

    @Override
    public void close() {
        engine.shutdown();
    }
}
