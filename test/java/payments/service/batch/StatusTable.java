package payments.service.batch;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import payments.service.store.LocalDynamoDb;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table of status records in the real engine. */
public final class StatusTable {
    private final LocalDynamoDb dynamoDb;
    private final String name = "status-" + UUID.randomUUID();

    /** Makes the table and its index. */
    public StatusTable(LocalDynamoDb dynamoDb) {
        this.dynamoDb = dynamoDb;
        dynamoDb.client().createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("batch_id", ScalarAttributeType.S), attribute("created_at", ScalarAttributeType.N))
                .keySchema(key("batch_id"))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("created-at-index")
                        .keySchema(key("created_at"))
                        .projection(all -> all.projectionType(ProjectionType.ALL))
                        .build()));
    }

    /** Makes the table as it was before the index was by number, with a record. */
    StatusTable(LocalDynamoDb dynamoDb, Map<String, AttributeValue> before) {
        this.dynamoDb = dynamoDb;
        dynamoDb.client().createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("batch_id", ScalarAttributeType.S))
                .keySchema(key("batch_id")));
        dynamoDb.client().putItem(put -> put.tableName(name).item(before));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    /** The records that the index has under a time, in seconds since 1970. */
    List<Map<String, AttributeValue>> createdAt(long seconds) {
        return dynamoDb.client()
                .query(query -> query.tableName(name)
                        .indexName("created-at-index")
                        .keyConditionExpression("created_at = :at")
                        .expressionAttributeValues(Map.of(":at", AttributeValue.fromN(Long.toString(seconds)))))
                .items();
    }

    /** The store on it. */
    public DynamoDbBatchStatuses statuses(Clock clock) {
        return new DynamoDbBatchStatuses(dynamoDb.client(), name, clock);
    }

    /** All records. */
    public List<Map<String, AttributeValue>> records() {
        return dynamoDb.client()
                .scan(scan -> scan.tableName(name).consistentRead(true))
                .items();
    }

    /** A text or number of the only record, or an empty text. */
    String value(String attribute) {
        if (records().size() != 1) {
            throw new AssertionError("there must be one record: " + records());
        }
        AttributeValue value = records().get(0).get(attribute);
        if (value == null) {
            return "";
        }
        return value.s() == null ? value.n() : value.s();
    }
}
