package payments.service.effects;

import static payments.service.store.Attributes.number;
import static payments.service.store.Attributes.optional;
import static payments.service.store.Attributes.text;
import static payments.service.store.Attributes.time;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.Attributes;
import payments.service.store.DynamoDbCalls;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** How far each region is, as one item of the log for each. Only functions of the region itself write it. */
public final class DynamoDbRegionProgress {
    static final String KIND = "region";

    private static final String COMPLETE = "complete";
    private static final String CATCHING_UP = "catching-up";
    private static final String STATE = "state";
    private static final String REPORTED_AT = "reported_at";
    private static final String CAUGHT_UP_TO = "caught_up_to";
    private static final String LAG = "lag_ms";
    private static final String REVISION = "revision";
    private static final String SCANS = "scans";
    private static final String SCAN_BEGAN = "scan_began";
    private static final String SCAN_ID = "scan_id";
    private static final String SCAN_VERSION = "scan_version";

    private static final int MOST_ATTEMPTS = 10;

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbCalls calls;

    /** Uses the client as it is; it must not repeat requests by itself. */
    public DynamoDbRegionProgress(DynamoDbClient client, String table, Backoff backoff) {
        this.client = client;
        this.table = table;
        this.calls = new DynamoDbCalls("the effect log", backoff);
    }

    /** What is known of a region. */
    public RegionProgress read(String region, Deadline deadline) {
        return progress(calls.call(
                        deadline,
                        limit -> client.getItem(get -> get.tableName(table)
                                .key(key(region))
                                .consistentRead(true)
                                .overrideConfiguration(limit)))
                .item());
    }

    /**
     * Changes what is known of a region, as others may at the same time.
     *
     * @param change what to make of what is known; empty where there is nothing to change any more
     * @return what it was changed to; empty where nothing was changed
     * @throws UnavailableException when it could not be changed in time; repeating is safe
     */
    Optional<RegionProgress> change(
            String region, Function<RegionProgress, Optional<RegionProgress>> change, Deadline deadline) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            RegionProgress seen = read(region, deadline);
            Optional<RegionProgress> next = change.apply(seen);
            if (next.isEmpty()) {
                return next;
            }
            if (replaces(region, seen, next.get(), deadline)) {
                return next;
            }
        }
        throw new UnavailableException("others write how far the region is at the moment");
    }

    private boolean replaces(String region, RegionProgress seen, RegionProgress next, Deadline deadline) {
        String writeId = UUID.randomUUID().toString();
        boolean first = seen.revision() == 0;
        try {
            calls.call(
                    deadline,
                    limit -> client.putItem(put -> put.tableName(table)
                            .item(item(region, next, seen.revision() + 1, writeId))
                            .conditionExpression(first ? "attribute_not_exists(#r)" : "#r = :seen")
                            .expressionAttributeNames(Map.of("#r", REVISION))
                            .expressionAttributeValues(first ? null : Map.of(":seen", number(seen.revision())))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .overrideConfiguration(limit)));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return text(writeId).equals(e.item().get(Attributes.WRITE_ID));
        }
    }

    /** Whether an item is what is known of a region. */
    static boolean isOf(String region, Map<String, AttributeValue> item) {
        return text(KIND).equals(item.get(Attributes.KIND)) && text(region).equals(item.get(Attributes.REGION));
    }

    static RegionProgress progress(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return RegionProgress.NONE;
        }
        return new RegionProgress(
                number(item, REVISION),
                instant(item, REPORTED_AT),
                instant(item, CAUGHT_UP_TO),
                Duration.ofMillis(number(item, LAG)),
                number(item, SCANS),
                instant(item, SCAN_BEGAN)
                        .map(began -> new RegionProgress.Scan(
                                number(item, SCANS),
                                began,
                                optional(item, SCAN_ID)
                                        .map(id -> new EffectLog.Place(id.s(), number(item, SCAN_VERSION))))));
    }

    private static Map<String, AttributeValue> item(
            String region, RegionProgress progress, long revision, String writeId) {
        Map<String, AttributeValue> item = key(region);
        item.put(Attributes.KIND, text(KIND));
        item.put(Attributes.REGION, text(region));
        item.put(STATE, text(progress.isComplete() ? COMPLETE : CATCHING_UP));
        item.put(REVISION, number(revision));
        item.put(LAG, number(progress.lag().toMillis()));
        item.put(SCANS, number(progress.scans()));
        item.put(Attributes.WRITE_ID, text(writeId));
        progress.reportedAt().ifPresent(at -> item.put(REPORTED_AT, time(at)));
        progress.caughtUpTo().ifPresent(at -> item.put(CAUGHT_UP_TO, time(at)));
        progress.scan().ifPresent(scan -> {
            item.put(SCAN_BEGAN, time(scan.began()));
            scan.from().ifPresent(place -> {
                item.put(SCAN_ID, text(place.partition()));
                item.put(SCAN_VERSION, number(place.version()));
            });
        });
        return item;
    }

    private static Optional<Instant> instant(Map<String, AttributeValue> item, String name) {
        return optional(item, name).map(AttributeValue::s).map(Instant::parse);
    }

    /** No payment has such an id. */
    private static Map<String, AttributeValue> key(String region) {
        return new HashMap<>(EffectItems.key(new EffectLog.Place(KIND + "#" + region, 0)));
    }
}
