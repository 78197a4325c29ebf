package payments.service.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import payments.service.messaging.RejectionStore;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Status records in a DynamoDB table with the key {@code batch_id}; {@code created_at} is in seconds since 1970, for the
 * table's index, and {@code updated_at} a text. Beside them lie, under {@code <batch>#<row>}, the rows
 * that were accepted into the queue and refused behind it.
 */
public final class DynamoDbBatchStatuses implements BatchStatuses, RejectionStore {
    /** Longer than the time between two checkpoints, shorter than Lambda's second retry (2 minutes after the first). */
    static final Duration LEASE = Duration.ofSeconds(90);

    private static final String KEY = "batch_id";
    private static final String STATUS = "status";
    private static final String OWNED = "#status = :processing AND lease_owner = :owner";

    private final DynamoDbClient client;
    private final String table;
    private final Clock clock;

    /** Uses the client as it is; its timeouts and retries are the caller's. */
    public DynamoDbBatchStatuses(DynamoDbClient client, String table, Clock clock) {
        this.client = client;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Claim claim(String batchId, String owner, BatchFile file) {
        Map<String, AttributeValue> values = owned(owner);
        values.put(":completed", AttributeValue.fromS("completed"));
        values.put(":now", number(clock.millis()));
        values.put(":until", leaseEnd());
        values.put(":time", time());
        values.put(":seconds", number(clock.instant().getEpochSecond()));
        values.put(":today", day(file.receivedOn()));
        values.put(":bucket", AttributeValue.fromS(file.bucket()));
        values.put(":key", AttributeValue.fromS(file.shownKey()));
        values.put(":version", AttributeValue.fromS(file.version().orElse("")));
        try {
            Map<String, AttributeValue> before = client.updateItem(update(batchId, values)
                            .updateExpression("SET #status = :processing, lease_owner = :owner, lease_until = :until,"
                                    + " created_at = if_not_exists(created_at, :seconds), updated_at = :time,"
                                    + " object_bucket = :bucket, object_key = :key, object_version = :version"
                                    + " REMOVE reason, reason_line, due_on")
                            .conditionExpression("attribute_not_exists(" + KEY
                                    + ") OR ((#status <> :completed OR due_on <= :today) AND"
                                    + " (lease_owner = :owner OR lease_until <= :now))")
                            .returnValues(ReturnValue.ALL_OLD)
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .build())
                    .attributes();
            return new Claim.Granted(checkpoint(before, file.receivedOn()));
        } catch (ConditionalCheckFailedException e) {
            boolean completed =
                    AttributeValue.fromS("completed").equals(e.item().get(STATUS));
            return completed ? new Claim.Completed() : new Claim.Held();
        } catch (SdkException e) {
            throw new UnavailableException("the status table", e);
        }
    }

    private static long checkpoint(Map<String, AttributeValue> record, LocalDate judgedOn) {
        boolean sameDay = day(judgedOn).equals(record.get("judged_on"));
        AttributeValue checkpoint = record.get("checkpoint");
        return sameDay && checkpoint != null ? Long.parseLong(checkpoint.n()) : 0;
    }

    @Override
    public void checkpoint(String batchId, String owner, long row, LocalDate judgedOn) {
        Map<String, AttributeValue> values = owned(owner);
        values.put(":row", number(row));
        values.put(":day", day(judgedOn));
        values.put(":until", leaseEnd());
        values.put(":time", time());
        change(batchId, values, "SET checkpoint = :row, judged_on = :day, lease_until = :until, updated_at = :time");
    }

    @Override
    public void release(String batchId, String owner) {
        Map<String, AttributeValue> values = owned(owner);
        values.put(":until", number(0));
        values.put(":time", time());
        change(batchId, values, "SET lease_until = :until, updated_at = :time");
    }

    @Override
    public void ignored(String batchId, String owner, List<String> columns) {
        Map<String, AttributeValue> values = owned(owner);
        values.put(":columns", AttributeValue.fromS(String.join(", ", columns)));
        change(batchId, values, "SET ignored_columns = :columns");
    }

    @Override
    public void notDueBefore(String batchId, String owner, LocalDate day) {
        Map<String, AttributeValue> values = owned(owner);
        values.put(":day", day(day));
        change(batchId, values, "SET due_on = :day");
    }

    @Override
    public void complete(String batchId, String owner, Counts counts) {
        Map<String, AttributeValue> values = owned(owner);
        values.put(":completed", AttributeValue.fromS("completed"));
        change(batchId, ended(values, counts), "SET #status = :completed" + ENDED);
    }

    @Override
    public void fail(String batchId, String owner, RefusedFileException reason, Counts counts) {
        Map<String, AttributeValue> values = owned(owner);
        values.put(":failed", AttributeValue.fromS("failed"));
        values.put(":reason", AttributeValue.fromS(reason.error().slug()));
        values.put(":line", number(reason.line().orElse(0)));
        change(batchId, ended(values, counts), "SET #status = :failed, reason = :reason, reason_line = :line" + ENDED);
    }

    @Override
    public void handOver(String batchId, String owner, Counts counts, String execution) {
        Map<String, AttributeValue> values = owned(owner);
        values.put(":execution", AttributeValue.fromS(execution));
        change(batchId, ended(values, counts), "SET execution = :execution" + ENDED);
    }

    /** An ended lease lets a failed batch be taken again at once. */
    private static final String ENDED = ", lease_until = :until, updated_at = :time, row_count = :rows,"
            + " accepted = :accepted, duplicates = :duplicates, rejected = :rejected";

    private Map<String, AttributeValue> ended(Map<String, AttributeValue> values, Counts counts) {
        values.put(":until", number(0));
        values.put(":time", time());
        values.put(":rows", number(counts.rows()));
        values.put(":accepted", number(counts.accepted()));
        values.put(":duplicates", number(counts.duplicates()));
        values.put(":rejected", number(counts.rejected()));
        return values;
    }

    @Override
    public void record(String effectId, String reason) {
        try {
            client.putItem(put -> put.tableName(table)
                    .item(Map.of(
                            KEY,
                            AttributeValue.fromS(effectId),
                            STATUS,
                            AttributeValue.fromS("rejected"),
                            "reason",
                            AttributeValue.fromS(reason),
                            "updated_at",
                            time())));
        } catch (SdkException e) {
            throw new UnavailableException("the status table", e);
        }
    }

    private void change(String batchId, Map<String, AttributeValue> values, String expression) {
        try {
            client.updateItem(update(batchId, values)
                    .updateExpression(expression)
                    .conditionExpression(OWNED)
                    .build());
        } catch (ConditionalCheckFailedException e) {
            throw new LeaseLostException(e);
        } catch (SdkException e) {
            throw new UnavailableException("the status table", e);
        }
    }

    private UpdateItemRequest.Builder update(String batchId, Map<String, AttributeValue> values) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(Map.of(KEY, AttributeValue.fromS(batchId)))
                .expressionAttributeNames(Map.of("#status", STATUS))
                .expressionAttributeValues(values);
    }

    private static Map<String, AttributeValue> owned(String owner) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":processing", AttributeValue.fromS("processing"));
        values.put(":owner", AttributeValue.fromS(owner));
        return values;
    }

    private AttributeValue leaseEnd() {
        return number(clock.millis() + LEASE.toMillis());
    }

    /** Days of four-digit years, as texts, sort as days do. */
    private static AttributeValue day(LocalDate day) {
        return AttributeValue.fromS(day.toString());
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private AttributeValue time() {
        return AttributeValue.fromS(
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
