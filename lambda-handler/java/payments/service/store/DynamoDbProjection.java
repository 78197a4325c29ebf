package payments.service.store;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.Transaction.Result;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/**
 * The payments table of a region as a copy of what a log says. It decides nothing: an effect that the log has is written,
 * in the order of its payment's versions and once, however often it is brought.
 */
public final class DynamoDbProjection {
    private static final String PAYMENT = "payment";

    private final DynamoDbClient client;
    private final PaymentTable table;
    private final Backoff backoff;
    private final DynamoDbCalls calls;
    private final PaymentItems payments;
    private final RecordItems records;
    private final EventItems events;

    /** Uses the client as it is; it must not repeat requests by itself. */
    public DynamoDbProjection(DynamoDbClient client, PaymentTable table, Backoff backoff) {
        this.client = client;
        this.table = table;
        this.backoff = backoff;
        this.calls = new DynamoDbCalls(backoff);
        this.payments = new PaymentItems(table);
        this.records = new RecordItems(table);
        this.events = new EventItems(table);
    }

    /**
     * Writes an effect where the copy stands just before it; an import, where the copy stands anywhere up to it: of two regions that
     * had a payment before there was a log, the log's is right.
     *
     * @return the version at which the copy stands afterwards: at least the effect's own where it is written, by this call or
     *     before, and less than its predecessor's where effects between are missing, which then must be written first
     * @throws payments.service.resilience.UnavailableException when the table does not answer in time
     */
    public long apply(Effect effect, Deadline deadline) {
        String writeId = UUID.randomUUID().toString();
        Payment payment = effect.payment();
        Transaction transaction = new Transaction(table.name(), writeId);
        if (effect.isImport()) {
            transaction.put(
                    PAYMENT,
                    fromLog(payments.item(payment, writeId)),
                    Condition.absentOrAtMost(Attributes.VERSION, Attributes.number(effect.version())));
        } else if (effect.version() == 1) {
            transaction.put(PAYMENT, fromLog(payments.item(payment, writeId)), Condition.absent(table));
        } else {
            transaction.update(
                    PAYMENT,
                    table.payment(payment),
                    PaymentItems.step(payment),
                    PaymentItems.hasVersion(effect.version() - 1));
        }
        transaction.put("audit", table.auditName(), records.item(effect.audit()), table.auditAbsent());
        // What happened before the log was published and posted where it happened.
        if (!effect.isImport()) {
            transaction.put("event", events.item(effect.event()), Condition.absent(table));
        }
        Condition unlessThere = effect.isImport() ? Condition.always(table) : Condition.absent(table);
        effect.operations()
                .forEach(operation ->
                        transaction.put("operation", fromLog(records.item(operation, writeId)), unlessThere));
        effect.similar()
                .ifPresent(
                        similar -> transaction.put("similar", records.item(similar, writeId), Condition.always(table)));
        return transaction.run(client, calls, backoff, deadline).match(new Result.Cases<>() {
            @Override
            public Long done() {
                return effect.version();
            }

            @Override
            public Long failed(String write, Map<String, AttributeValue> item) {
                return item.isEmpty() || !write.equals(PAYMENT) ? version(effect, deadline) : version(item);
            }

            @Override
            public Long contended() {
                return version(effect, deadline);
            }
        });
    }

    private static Map<String, AttributeValue> fromLog(Map<String, AttributeValue> item) {
        item.put(Attributes.FROM_LOG, AttributeValue.fromBool(true));
        return item;
    }

    /**
     * Reads the copy of a payment together with an operation on it, as they were at one moment. What the region had before the log
     * is no copy of it.
     */
    public Standing standing(PaymentId id, String operationId, Deadline deadline) {
        var items = calls.call(
                        deadline,
                        limit -> client.transactGetItems(read -> read.transactItems(
                                        get(table.payment(id)), get(table.operation(id, operationId)))
                                .overrideConfiguration(limit)))
                .responses();
        return new Standing(
                found(items.get(0)).map(payments::payment), found(items.get(1)).map(records::operation));
    }

    /** The similar payment that was made last in this region, as far as this region knows. */
    public Optional<SimilarPayment> similar(String digest, Deadline deadline) {
        Map<String, AttributeValue> item = calls.call(
                        deadline,
                        limit -> client.getItem(get -> get.tableName(table.name())
                                .key(table.similar(digest))
                                .consistentRead(true)
                                .overrideConfiguration(limit)))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(records.similar(digest, item));
    }

    private long version(Effect effect, Deadline deadline) {
        Map<String, AttributeValue> item = calls.call(
                        deadline,
                        limit -> client.getItem(get -> get.tableName(table.name())
                                .key(table.payment(effect.payment().id()))
                                .consistentRead(true)
                                .overrideConfiguration(limit)))
                .item();
        return item.isEmpty() ? 0 : version(item);
    }

    private static long version(Map<String, AttributeValue> item) {
        return Attributes.number(item, Attributes.VERSION, 1);
    }

    private TransactGetItem get(Map<String, AttributeValue> key) {
        return TransactGetItem.builder()
                .get(get -> get.tableName(table.name()).key(key))
                .build();
    }

    private static Optional<Map<String, AttributeValue>> found(ItemResponse response) {
        return Optional.of(response.item()).filter(item -> item.containsKey(Attributes.FROM_LOG));
    }
}
