package payments.service.batch;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import payments.service.store.LocalDynamoDb;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table of status records in the real engine. */
public final class StatusTable {
    private final LocalDynamoDb dynamoDb;
    private final String name = "status-" + UUID.randomUUID();

    /** Makes the table. */
    public StatusTable(LocalDynamoDb dynamoDb) {
        this.dynamoDb = dynamoDb;
        dynamoDb.client().createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("batch_id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("batch_id")
                        .keyType(KeyType.HASH)
                        .build()));
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
