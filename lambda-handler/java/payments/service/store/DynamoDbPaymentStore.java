package payments.service.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.idempotency.IdempotencyRecord;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.Transaction.Result;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Payments in one DynamoDB table. One transaction with conditions decides; there is no read before it that another
 * request could overtake. Payments of an earlier system are found too, see {@link EarlierItems}.
 */
public final class DynamoDbPaymentStore implements PaymentStore {
    private static final String KEY = "key";
    private static final String OPERATION = "operation";
    private static final String PAYMENT = "payment";
    private static final String SIMILAR = "similar-payment";
    private static final String AUDIT = "audit";
    private static final String EVENT = "event";

    /**
     * Writes that only an item can refuse. Where the refusal shows none, the item was that of a transaction that did not
     * come about: nothing is decided yet.
     */
    private static final Set<String> ABSENT = Set.of(KEY, PAYMENT, AUDIT, EVENT);

    /** The caller waits for it. */
    private static final Duration LONGEST_NOTE = Duration.ofMillis(200);

    private final DynamoDbClient client;
    private final PaymentTable table;
    private final String region;
    private final Optional<DynamoDbRegionFence> fence;
    private final Backoff backoff;
    private final DynamoDbCalls calls;
    private final PaymentItems payments;
    private final RecordItems records;
    private final EventItems events;

    /**
     * Uses the client as it is; it must not repeat requests by itself.
     *
     * @param region where this code runs
     * @param fence what every write checks; empty where a deployment has one region
     */
    public DynamoDbPaymentStore(
            DynamoDbClient client,
            PaymentTable table,
            String region,
            Optional<DynamoDbRegionFence> fence,
            Backoff backoff) {
        this.client = client;
        this.table = table;
        this.region = region;
        this.fence = fence;
        this.backoff = backoff;
        this.calls = new DynamoDbCalls(backoff);
        this.payments = new PaymentItems(table);
        this.records = new RecordItems(table);
        this.events = new EventItems(table);
    }

    @Override
    public CreationResult create(Creation creation, Deadline deadline) {
        List<Payment> earlier = earlier(creation.payment().id(), deadline);
        return earlier.isEmpty() ? write(creation, deadline) : new CreationResult.IdTaken(like(creation, earlier));
    }

    /** Some earlier systems stored an id again at another time: then the one that says the same is meant, or the first. */
    private static Payment like(Creation creation, List<Payment> earlier) {
        return earlier.stream()
                .filter(payment -> payment.money().equals(creation.payment().money()))
                .findFirst()
                .orElse(earlier.get(0));
    }

    private CreationResult write(Creation creation, Deadline deadline) {
        String writeId = UUID.randomUUID().toString();
        Transaction transaction = begin(writeId);
        Payment payment = creation.payment();
        transaction
                .put(
                        KEY,
                        records.item(creation.idempotency(), writeId),
                        Condition.absentOrExpired(table, payment.createdAt().getEpochSecond()))
                .put(PAYMENT, payments.item(payment, writeId), Condition.absent(table))
                .put(AUDIT, table.auditName(), records.item(creation.audit()), table.auditAbsent())
                .put(EVENT, events.item(creation.event()), Condition.absent(table));
        // Once one was seen the record decides nothing any more, and no order waits for it.
        if (creation.seen().isEmpty()) {
            creation.similar()
                    .ifPresent(similar -> transaction.putUnlessBusy(
                            SIMILAR, records.item(similar, writeId), Condition.noneNear(table, similar)));
        }
        return transaction.run(client, calls, backoff, deadline).match(new Result.Cases<>() {
            @Override
            public CreationResult done() {
                if (creation.seen().isPresent()) {
                    creation.similar().ifPresent(similar -> note(similar, writeId));
                }
                return new CreationResult.Stored();
            }

            @Override
            public CreationResult failed(String write, Map<String, AttributeValue> item) {
                return refused(creation, write, item, deadline);
            }

            @Override
            public CreationResult contended() {
                return new CreationResult.Contended();
            }
        });
    }

    /** So that the next one is found near this one. The payment is stored already, and a record that is busy is being renewed. */
    private void note(SimilarPayment similar, String writeId) {
        try {
            PutItemResponse unused = client.putItem(put -> put.tableName(table.name())
                    .item(records.item(similar, writeId))
                    .overrideConfiguration(limit -> limit.apiCallTimeout(LONGEST_NOTE)));
        } catch (SdkException e) {
            // The one that is there is as good for as long as it is near.
            return;
        }
    }

    private CreationResult refused(
            Creation creation, String write, Map<String, AttributeValue> item, Deadline deadline) {
        if (item.isEmpty() && ABSENT.contains(write)) {
            return new CreationResult.Contended();
        }
        return switch (write) {
            case DynamoDbRegionFence.WRITE -> new CreationResult.NotOwner();
            case KEY ->
                new CreationResult.KeyTaken(
                        records.idempotency(creation.idempotency().scopeDigest(), item));
            case PAYMENT -> idTaken(creation, payments.payment(item), deadline);
            case SIMILAR ->
                new CreationResult.SimilarPaymentMoved(creation.similar()
                        .filter(similar -> !item.isEmpty())
                        .map(similar -> records.similar(similar.digest(), item)));
            default -> throw damaged(write);
        };
    }

    /** The same order under a new key: from now on this key stands for it as well, and for no other order. */
    private CreationResult idTaken(Creation creation, Payment payment, Deadline deadline) {
        boolean isSameOrder = payment.fingerprint().equals(creation.payment().fingerprint())
                && payment.origin().caller().equals(creation.payment().origin().caller());
        return creation.byKey()
                .filter(byKey -> isSameOrder)
                .flatMap(byKey -> otherOrder(creation, deadline))
                .<CreationResult>map(CreationResult.KeyTaken::new)
                .orElseGet(() -> new CreationResult.IdTaken(payment));
    }

    /** Writes down what the key stands for; gives what it stands for already, if that is another order. */
    private Optional<IdempotencyRecord> otherOrder(Creation creation, Deadline deadline) {
        IdempotencyRecord record = creation.idempotency();
        Condition free =
                Condition.absentOrExpired(table, creation.payment().createdAt().getEpochSecond());
        try {
            calls.call(
                    deadline,
                    limit -> client.putItem(put -> put.tableName(table.name())
                            .item(records.item(record, UUID.randomUUID().toString()))
                            .conditionExpression(free.expression())
                            .expressionAttributeNames(free.names())
                            .expressionAttributeValues(free.values())
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .overrideConfiguration(limit)));
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            return Optional.of(records.idempotency(record.scopeDigest(), e.item()))
                    .filter(there -> !there.fingerprint().equals(record.fingerprint()));
        }
    }

    @Override
    public ChangeResult change(Change change, Deadline deadline) {
        String writeId = UUID.randomUUID().toString();
        Payment after = change.after();
        return begin(writeId)
                .put(OPERATION, records.item(change.operation(), writeId), Condition.absent(table))
                .update(
                        PAYMENT,
                        table.payment(after),
                        PaymentItems.step(after),
                        PaymentItems.hasVersion(after.progress().version() - 1))
                .put(AUDIT, table.auditName(), records.item(change.audit()), table.auditAbsent())
                .put(EVENT, events.item(change.event()), Condition.absent(table))
                .run(client, calls, backoff, deadline)
                .match(new Result.Cases<>() {
                    @Override
                    public ChangeResult done() {
                        return new ChangeResult.Stored();
                    }

                    @Override
                    public ChangeResult failed(String write, Map<String, AttributeValue> item) {
                        return switch (write) {
                            case DynamoDbRegionFence.WRITE -> new ChangeResult.NotOwner();
                            case OPERATION ->
                                item.isEmpty()
                                        ? new ChangeResult.Contended()
                                        : new ChangeResult.OperationTaken(records.operation(item));
                            case PAYMENT -> new ChangeResult.VersionMoved();
                            default -> throw damaged(write);
                        };
                    }

                    @Override
                    public ChangeResult contended() {
                        return new ChangeResult.Contended();
                    }
                });
    }

    @Override
    public Optional<Payment> find(PaymentId id, Deadline deadline) {
        return read(table.payment(id), deadline).map(payments::payment).or(() -> earlier(id, deadline).stream()
                .reduce((first, last) -> last));
    }

    /**
     * The payments of this id that an earlier system made, oldest first. Where the table has no sort key they lie where ours
     * do, and the conditions find them. Nobody makes such a payment any more, so none can slip in behind this read.
     */
    private List<Payment> earlier(PaymentId id, Deadline deadline) {
        return table.sortKey()
                .map(sortKey -> calls
                        .call(
                                deadline,
                                limit -> client.query(query -> query.tableName(table.name())
                                        .keyConditionExpression("#key = :key AND #sort > :ours")
                                        .expressionAttributeNames(
                                                Map.of("#key", table.partitionKey(), "#sort", sortKey))
                                        .expressionAttributeValues(Map.of(
                                                ":key", Attributes.text(id.value()),
                                                ":ours", AttributeValue.fromN(PaymentTable.SORT_VALUE)))
                                        .consistentRead(true)
                                        .overrideConfiguration(limit)))
                        .items()
                        .stream()
                        .map(payments::payment)
                        .toList())
                .orElseGet(List::of);
    }

    @Override
    public Optional<OperationRecord> findOperation(PaymentId id, String operationId, Deadline deadline) {
        return read(table.operation(id, operationId), deadline).map(records::operation);
    }

    private Transaction begin(String writeId) {
        Transaction transaction = new Transaction(table.name(), writeId);
        fence.ifPresent(required -> required.require(transaction, region, writeId));
        return transaction;
    }

    /** Audit records and events belong to one version of one payment, which the payment's own condition protects. */
    private static IllegalStateException damaged(String write) {
        return new IllegalStateException(
                "the %s of a payment's next version is there before it; something else writes".formatted(write)
                        + " to the table");
    }

    private Optional<Map<String, AttributeValue>> read(Map<String, AttributeValue> key, Deadline deadline) {
        Map<String, AttributeValue> item = calls.call(
                        deadline,
                        limit -> client.getItem(get -> get.tableName(table.name())
                                .key(key)
                                .consistentRead(true)
                                .overrideConfiguration(limit)))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(item);
    }
}
