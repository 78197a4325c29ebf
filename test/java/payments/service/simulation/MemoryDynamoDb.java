package payments.service.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * As much of DynamoDB as the service's adapters need, a thousand times faster than the local engine: conditions, updates,
 * transactions of all or nothing, the client request token with its ten minutes (API reference, TransactWriteItems), reads
 * that are stale unless they ask not to be. One thread.
 */
final class MemoryDynamoDb implements DynamoDbClient {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

    /**
     * One item that a commit changed.
     *
     * @param before what was there; empty for a new item
     * @param after what is there now
     */
    record ItemChange(
            String table, String key, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {}

    private record Write(
            String table,
            String key,
            @Nullable String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            @Nullable Map<String, AttributeValue> item,
            @Nullable String update,
            Map<String, AttributeValue> keyItem) {}

    private final Map<String, Map<String, Map<String, AttributeValue>>> tables = new HashMap<>();
    private final Map<String, Map<String, AttributeValue>> staleItems = new HashMap<>();
    private final Map<String, Instant> tokens = new HashMap<>();
    private final Clock clock;
    private final Consumer<List<ItemChange>> commits;

    MemoryDynamoDb(Clock clock, Consumer<List<ItemChange>> commits) {
        this.clock = clock;
        this.commits = commits;
    }

    /** All items of a table by key. */
    Map<String, Map<String, AttributeValue>> items(String table) {
        return tables.computeIfAbsent(table, name -> new TreeMap<>());
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        String token = request.clientRequestToken();
        Instant committed = token == null ? null : tokens.get(token);
        if (committed != null && clock.instant().isBefore(committed.plus(TOKEN_LIFE))) {
            return TransactWriteItemsResponse.builder().build();
        }
        List<Write> writes =
                request.transactItems().stream().map(MemoryDynamoDb::write).toList();
        List<CancellationReason> reasons = writes.stream().map(this::reason).toList();
        if (reasons.stream().anyMatch(reason -> !reason.code().equals("None"))) {
            throw TransactionCanceledException.builder()
                    .statusCode(400)
                    .cancellationReasons(reasons)
                    .build();
        }
        if (token != null) {
            tokens.put(token, clock.instant());
        }
        List<ItemChange> changes = new ArrayList<>();
        for (Write write : writes) {
            if (write.item() != null || write.update() != null) {
                changes.add(apply(write));
            }
        }
        commits.accept(changes);
        return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        String key = keyOf(request.key());
        Map<String, AttributeValue> item = Boolean.TRUE.equals(request.consistentRead())
                ? items(request.tableName()).get(key)
                : staleItems.get(request.tableName() + "/" + key);
        return item == null
                ? GetItemResponse.builder().build()
                : GetItemResponse.builder().item(item).build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        Write write = new Write(
                request.tableName(),
                keyOf(request.key()),
                request.conditionExpression(),
                request.expressionAttributeNames(),
                request.expressionAttributeValues(),
                null,
                request.updateExpression(),
                request.key());
        Map<String, AttributeValue> before = current(write);
        if (!Expressions.holds(write.condition(), write.names(), write.values(), before)) {
            throw ConditionalCheckFailedException.builder()
                    .item(before)
                    .statusCode(400)
                    .build();
        }
        commits.accept(List.of(apply(write)));
        return UpdateItemResponse.builder().attributes(before).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        items(request.tableName()).put(keyOf(request.item()), request.item());
        return PutItemResponse.builder().build();
    }

    /** The outbox index: the only one that is asked. */
    @Override
    public QueryResponse query(QueryRequest request) {
        String shard = CommitWatch.text(request.expressionAttributeValues(), ":shard");
        return QueryResponse.builder()
                .items(items(request.tableName()).values().stream()
                        .filter(item -> item.containsKey("outbox_shard")
                                && shard.equals(CommitWatch.text(item, "outbox_shard")))
                        .sorted(Comparator.comparingLong(item -> CommitWatch.number(item, "outbox_at")))
                        .limit(request.limit())
                        .toList())
                .build();
    }

    /** Deletes what its time to live allows to delete. */
    void deleteExpired(String table) {
        long now = clock.instant().getEpochSecond();
        items(table)
                .values()
                .removeIf(item -> item.containsKey("expires_at") && CommitWatch.number(item, "expires_at") < now);
    }

    private static Write write(TransactWriteItem item) {
        if (item.put() != null) {
            var put = item.put();
            return new Write(
                    put.tableName(),
                    keyOf(put.item()),
                    put.conditionExpression(),
                    put.expressionAttributeNames(),
                    put.expressionAttributeValues(),
                    put.item(),
                    null,
                    Map.of());
        }
        if (item.update() != null) {
            var update = item.update();
            return new Write(
                    update.tableName(),
                    keyOf(update.key()),
                    update.conditionExpression(),
                    update.expressionAttributeNames(),
                    update.expressionAttributeValues(),
                    null,
                    update.updateExpression(),
                    update.key());
        }
        var check = item.conditionCheck();
        return new Write(
                check.tableName(),
                keyOf(check.key()),
                check.conditionExpression(),
                check.expressionAttributeNames(),
                check.expressionAttributeValues(),
                null,
                null,
                Map.of());
    }

    private Map<String, AttributeValue> current(Write write) {
        return items(write.table()).getOrDefault(write.key(), Map.of());
    }

    private CancellationReason reason(Write write) {
        Map<String, AttributeValue> before = current(write);
        if (Expressions.holds(write.condition(), write.names(), write.values(), before)) {
            return CancellationReason.builder().code("None").build();
        }
        CancellationReason.Builder failed = CancellationReason.builder().code("ConditionalCheckFailed");
        return before.isEmpty() ? failed.build() : failed.item(before).build();
    }

    private ItemChange apply(Write write) {
        Map<String, AttributeValue> before = current(write);
        Map<String, AttributeValue> after = write.item();
        if (after == null) {
            Map<String, AttributeValue> start = new HashMap<>(before);
            start.putAll(write.keyItem());
            after = Expressions.updated(String.valueOf(write.update()), write.names(), write.values(), start);
        }
        String place = write.table() + "/" + write.key();
        if (before.isEmpty()) {
            staleItems.remove(place);
        } else {
            staleItems.put(place, before);
        }
        items(write.table()).put(write.key(), after);
        return new ItemChange(write.table(), write.key(), before, after);
    }

    private static String keyOf(Map<String, AttributeValue> item) {
        AttributeValue key = item.containsKey("payment_id") ? item.get("payment_id") : item.get("batch_id");
        if (key == null) {
            throw new IllegalArgumentException("no key in " + item.keySet());
        }
        return key.s();
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
