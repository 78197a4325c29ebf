package payments.migration.items;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import payments.migration.MigrationException;
import payments.migration.Patience;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * A table of DynamoDB on one side of a migration.
 *
 * @param client the client of its region
 * @param name its name
 * @param region its region's code
 * @param arn its ARN, by which a checkpoint knows it again
 * @param key the attributes of its key with their types, the partition key first
 */
record Table(DynamoDbClient client, String name, String region, String arn, Map<String, String> key) {
    /**
     * Finds a table.
     *
     * @throws MigrationException when it cannot be seen
     */
    static Table open(DynamoDbClient client, String name, String region, Patience patience) {
        TableDescription table = patience.call(
                "table %s in %s".formatted(name, region),
                () -> client.describeTable(ask -> ask.tableName(name)).table());
        Map<String, String> types = table.attributeDefinitions().stream()
                .collect(Collectors.toMap(
                        AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
        Map<String, String> key = new LinkedHashMap<>();
        for (KeyType role : List.of(KeyType.HASH, KeyType.RANGE)) {
            table.keySchema().stream()
                    .filter(element -> element.keyType() == role)
                    .forEach(element -> key.put(element.attributeName(), types.get(element.attributeName())));
        }
        return new Table(client, name, region, table.tableArn(), key);
    }

    /** Refuses two tables between which items cannot go as they are. */
    void requireSameKeyAs(Table other) {
        if (arn.equals(other.arn)) {
            throw new MigrationException(
                    "both sides are the same table", "%s in %s".formatted(name, region), "--from or --to");
        }
        if (!List.copyOf(key.entrySet()).equals(List.copyOf(other.key.entrySet()))) {
            throw new MigrationException(
                    "the two tables have other keys",
                    "%s has %s, %s has %s".formatted(name, key, other.name, other.key),
                    "'table.partitionKey' and 'table.sortKey' of the deployment to those of the old table, before it has any payment");
        }
    }

    /** The attribute of the partition key. */
    String partitionKey() {
        return key.keySet().iterator().next();
    }

    /** The key of an item, in the order of the schema. */
    Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        key.keySet().forEach(attribute -> values.put(attribute, item.get(attribute)));
        return values;
    }

    /**
     * The next page of one segment. Reads are consistent, which costs twice as much, so that what was written before is read.
     *
     * @param after the key after which to go on; empty for the beginning
     */
    ScanResponse page(int segment, int segments, Map<String, AttributeValue> after, int items) {
        return client.scan(scan -> scan.tableName(name)
                .segment(segment)
                .totalSegments(segments)
                .consistentRead(true)
                .limit(items)
                .exclusiveStartKey(after.isEmpty() ? null : after));
    }

    /** A key as people write it: its values, without what is sensitive since a key never is. */
    static String words(Map<String, AttributeValue> key) {
        return new TreeMap<>(key)
                .entrySet().stream()
                        .map(value -> "%s=%s".formatted(value.getKey(), ItemCodec.scalar(value.getValue())))
                        .collect(Collectors.joining(", "));
    }
}
