package payments.drill.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
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
public final class MemoryDynamoDb implements DynamoDbClient {
    private static final Set<String> LOG_KINDS = Set.of("effect", "key", "owner", "earlier-owner", "region");
    private static final int SCANNED_AT_ONCE = 6;

    /** Stands between partition and version in the key of an item of a log. */
    private static final char VERSION = '@';

    private static final char BEHIND_VERSION = VERSION + 1;

    private static final Comparator<Map<String, AttributeValue>> BY_KEY =
            Comparator.<Map<String, AttributeValue>, String>comparing(MemoryDynamoDb::partitionOf)
                    .thenComparingLong(item -> Items.number(item, "version"));

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

    /**
     * One item that a commit changed.
     *
     * @param before what was there; empty for a new item
     * @param after what is there now
     */
    public record ItemChange(
            String table, Map<String, AttributeValue> before, Map<String, AttributeValue> after, String key) {}

    private record Write(
            String table,
            String key,
            @Nullable String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            @Nullable Map<String, AttributeValue> item,
            @Nullable String update,
            Map<String, AttributeValue> keyItem) {}

    private final Map<String, NavigableMap<String, Map<String, AttributeValue>>> tables = new HashMap<>();
    private final Map<String, Map<String, AttributeValue>> staleItems = new HashMap<>();
    private final Map<String, Instant> tokens = new HashMap<>();

    /** By table and shard, which keys have been in the index of the outbox since it was last read. */
    private final Map<String, Set<String>> outbox = new HashMap<>();

    private final Clock clock;
    private final Consumer<List<ItemChange>> commits;

    /** Shows every commit to a listener. */
    public MemoryDynamoDb(Clock clock, Consumer<List<ItemChange>> commits) {
        this.clock = clock;
        this.commits = commits;
    }

    /** All items of a table by key. */
    public NavigableMap<String, Map<String, AttributeValue>> items(String table) {
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

    /** Does a write of one item if its condition holds; gives the item as it was. */
    private Map<String, AttributeValue> commit(Write write) {
        Map<String, AttributeValue> before = current(write);
        if (!Expressions.holds(write.condition(), write.names(), write.values(), before)) {
            throw ConditionalCheckFailedException.builder()
                    .item(before)
                    .statusCode(400)
                    .build();
        }
        commits.accept(List.of(apply(write)));
        return before;
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
        Map<String, AttributeValue> before = commit(write);
        return UpdateItemResponse.builder().attributes(before).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        Write write = new Write(
                request.tableName(),
                keyOf(request.item()),
                request.conditionExpression(),
                request.expressionAttributeNames(),
                request.expressionAttributeValues(),
                request.item(),
                null,
                Map.of());
        Map<String, AttributeValue> unused = commit(write);
        return PutItemResponse.builder().build();
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return TransactGetItemsResponse.builder()
                .responses(request.transactItems().stream()
                        .map(read -> items(read.get().tableName())
                                .get(keyOf(read.get().key())))
                        .map(item -> item == null
                                ? ItemResponse.builder().build()
                                : ItemResponse.builder().item(item).build())
                        .toList())
                .build();
    }

    /** The outbox index, or the items of one partition above a version. */
    @Override
    public QueryResponse query(QueryRequest request) {
        return request.indexName() == null ? partition(request) : outbox(request);
    }

    private QueryResponse partition(QueryRequest request) {
        Map<String, AttributeValue> values = request.expressionAttributeValues();
        String id = Items.text(values, values.containsKey(":owner") ? ":owner" : ":id");
        long above = values.containsKey(":version") ? Items.number(values, ":version") : -1;
        Comparator<Map<String, AttributeValue>> order = Comparator.comparingLong(item -> Items.number(item, "version"));
        return QueryResponse.builder()
                .items(items(request.tableName()).subMap(id + VERSION, id + BEHIND_VERSION).values().stream()
                        .filter(item ->
                                Items.text(item, "payment_id").equals(id) && Items.number(item, "version") > above)
                        .sorted(Boolean.FALSE.equals(request.scanIndexForward()) ? order.reversed() : order)
                        .limit(request.limit() == null ? Long.MAX_VALUE : request.limit())
                        .toList())
                .build();
    }

    private QueryResponse outbox(QueryRequest request) {
        String shard = Items.text(request.expressionAttributeValues(), ":shard");
        Map<String, Map<String, AttributeValue>> table = items(request.tableName());
        Set<String> indexed = outbox.computeIfAbsent(request.tableName() + "/" + shard, name -> new TreeSet<>());
        indexed.removeIf(key -> !table.getOrDefault(key, Map.of()).containsKey("outbox_shard"));
        return QueryResponse.builder()
                .items(indexed.stream()
                        .map(key -> table.getOrDefault(key, Map.of()))
                        .sorted(Comparator.comparingLong(item -> Items.number(item, "outbox_at")))
                        .limit(request.limit())
                        .toList())
                .build();
    }

    /** The items of a log, in the order of its key; a page is short, so that few items make several. */
    @Override
    public ScanResponse scan(ScanRequest request) {
        List<Map<String, AttributeValue>> behind = items(request.tableName()).values().stream()
                .sorted(BY_KEY)
                .filter(item ->
                        !request.hasExclusiveStartKey() || BY_KEY.compare(item, request.exclusiveStartKey()) > 0)
                .toList();
        List<Map<String, AttributeValue>> page = behind.subList(0, Math.min(SCANNED_AT_ONCE, behind.size()));
        ScanResponse.Builder response = ScanResponse.builder().items(page);
        return page.size() == behind.size()
                ? response.build()
                : response.lastEvaluatedKey(keyItem(page.get(page.size() - 1))).build();
    }

    private static Map<String, AttributeValue> keyItem(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>(item);
        key.keySet().retainAll(Set.of("payment_id", "version"));
        return key;
    }

    /** Deletes what its time to live allows to delete. */
    public void deleteExpired(String table) {
        long now = clock.instant().getEpochSecond();
        items(table)
                .values()
                .removeIf(item -> item.containsKey("expires_at") && Items.number(item, "expires_at") < now);
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
        if (after.containsKey("outbox_shard")) {
            outbox.computeIfAbsent(write.table() + "/" + Items.text(after, "outbox_shard"), name -> new TreeSet<>())
                    .add(write.key());
        }
        return new ItemChange(write.table(), before, after, write.key());
    }

    /** Of the log the version is part of the key; elsewhere it is an attribute like others. */
    private static String keyOf(Map<String, AttributeValue> item) {
        boolean ofTheLog = LOG_KINDS.contains(
                        item.getOrDefault("kind", AttributeValue.fromS("")).s())
                || (item.size() == 2 && item.containsKey("version"));
        String partition = partitionOf(item);
        return ofTheLog ? partition + VERSION + Items.number(item, "version") : partition;
    }

    private static String partitionOf(Map<String, AttributeValue> item) {
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
