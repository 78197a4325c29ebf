package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableAttribute;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableGlobalSecondaryIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.TableIndex;

/** The keys of a table and of its indexes. DynamoDB refuses an attribute that is declared and no key, so both come from here. */
final class TableKeys {
    private static final String TEXT = "S";
    private static final String NUMBER = "N";

    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<DynamodbTableGlobalSecondaryIndex> indexes = new ArrayList<>();
    private final @Nullable String timestamp;

    /** @param timestamp the attribute of the settings that is a number; null for none */
    TableKeys(@Nullable String timestamp) {
        this.timestamp = timestamp;
    }

    TableKeys text(String attribute) {
        types.put(attribute, TEXT);
        return this;
    }

    TableKeys number(String attribute) {
        types.put(attribute, NUMBER);
        return this;
    }

    /** Adds an index over attributes that are declared already. */
    TableKeys index(String name, String partitionKey, @Nullable String sortKey) {
        indexes.add(DynamodbTableGlobalSecondaryIndex.builder()
                .name(name)
                .hashKey(partitionKey)
                .rangeKey(sortKey)
                .projectionType("ALL")
                .build());
        return this;
    }

    /** Adds indexes of the settings, and their attributes. */
    TableKeys indexes(List<TableIndex> wanted) {
        for (TableIndex index : wanted) {
            declare(index.partitionKey());
            String sortKey = index.sortKey();
            if (sortKey != null) {
                declare(sortKey);
            }
            index(index.name(), index.partitionKey(), sortKey);
        }
        return this;
    }

    private void declare(String attribute) {
        types.putIfAbsent(attribute, attribute.equals(timestamp) ? NUMBER : TEXT);
    }

    List<DynamodbTableAttribute> attributes() {
        return types.entrySet().stream()
                .map(type -> DynamodbTableAttribute.builder()
                        .name(type.getKey())
                        .type(type.getValue())
                        .build())
                .toList();
    }

    /** Null for none: an empty block would be an index without a name. */
    @Nullable List<DynamodbTableGlobalSecondaryIndex> globalSecondaryIndexes() {
        return indexes.isEmpty() ? null : List.copyOf(indexes);
    }
}
