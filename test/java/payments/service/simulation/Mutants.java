package payments.service.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import payments.service.domain.Fingerprint;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.idempotency.IdempotencyRecord;
import payments.service.outbox.PaymentEvent;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.simulation.FaultyTable.Rewriting;
import payments.service.store.AuditRecord;
import payments.service.store.Creation;
import payments.service.store.CreationResult;
import payments.service.store.SimilarPayment;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The guards of the service, each with the service without it. A guard that has no row here, or whose absence nobody
 * notices, is not proven.
 *
 * <p>Not here: the conditions on audit records and events in a transaction. They belong to one version of one payment, which
 * the payment's own condition protects; without that one they are the last line, so the mutant of the version takes all
 * three away.
 */
final class Mutants {
    /**
     * One mutant.
     *
     * @param name the guard that is gone
     * @param invariant what breaks then: the beginning of the violation's message
     * @param variant the service without it
     */
    record Mutant(String name, String invariant, Variant variant) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Mutants() {}

    /** The list that the build runs. */
    static List<Mutant> all() {
        return List.of(
                new Mutant("create: the key is free or expired", "I2", withoutCondition(put("idempotency"))),
                new Mutant(
                        "create: the payment's id is free",
                        "I6",
                        withoutCondition(put("payment").or(put("audit")).or(put("event")))),
                new Mutant("create: the similar has not moved", "B19", withoutCondition(put("sighting"))),
                new Mutant(
                        "create and change: this region owns the fence",
                        "I2 (H03)",
                        withoutCondition(write -> write.conditionCheck() != null)),
                new Mutant("change: the operation is new", "I4", withoutCondition(put("operation"))),
                new Mutant("key: time to live is compared with a right clock", "I2", withKeysThatExpireEarly()),
                new Mutant("key: the content must be the same", "I2 (B04)", withoutFingerprint()),
                new Mutant("payment: its id is derived from the scope", "I5", withRandomPaymentIds()),
                new Mutant("event: it is published under the id that was written", "I2", withRandomEventIds()),
                new Mutant("reads see every write before them", "I5", withStaleReads()),
                new Mutant("outbox: only a pending event is marked", "I3 (D16)", withUnconditionalMark()),
                new Mutant("outbox: an event is marked only when it is published", "I6", withUnheardTopic()),
                new Mutant("event: it is published as it was written", "I2", withEventsInOtherWords()),
                new Mutant("ledger: an event is posted once", "I1", Variant.WHOLE.withLedgerThatPostsAgain()),
                new Mutant("queue: failed messages are named", "I3", withoutPartialResult()),
                new Mutant("queue: a refused order leaves its reason", "I3", withForgottenRejections()),
                new Mutant("batch: what the queue did not take is sent again", "I3", withUnheardQueue()));
    }

    /** A step is written whatever came between; seldom drawn at random, so it has a history of its own. */
    static Variant withoutVersion() {
        return withoutCondition(put("audit").or(put("event")).or(write -> write.update() != null));
    }

    /** Trusts that an expired key is deleted, which DynamoDB does days late. */
    static Variant withoutTimeToLive() {
        return Variant.WHOLE.withTable(Rewriting.transactions(request -> withWrites(
                request,
                request.transactItems().stream()
                        .map(write -> put("idempotency").test(write)
                                ? write.toBuilder()
                                        .put(write.put().toBuilder()
                                                .conditionExpression("attribute_not_exists(#key)")
                                                .build())
                                        .build()
                                : write)
                        .toList())));
    }

    /** A transaction that does not know itself again: neither by its token nor by the write id in its items. */
    static Variant withoutToken() {
        return Variant.WHOLE.withTable(Rewriting.transactions(request -> withWrites(
                request.toBuilder().clientRequestToken(null).build(),
                request.transactItems().stream()
                        .map(write -> write.put() == null ? write : withoutWriteId(write))
                        .toList())));
    }

    private static TransactWriteItem withoutWriteId(TransactWriteItem write) {
        Map<String, AttributeValue> item = new HashMap<>(write.put().item());
        item.remove("write_id");
        return write.toBuilder().put(write.put().toBuilder().item(item).build()).build();
    }

    private static Predicate<TransactWriteItem> put(String kind) {
        return write -> write.put() != null
                && AttributeValue.fromS(kind).equals(write.put().item().get("kind"));
    }

    private static Variant withoutCondition(Predicate<TransactWriteItem> guarded) {
        return Variant.WHOLE.withTable(Rewriting.transactions(request -> withWrites(
                request,
                request.transactItems().stream()
                        .map(write -> guarded.test(write) ? unconditional(write) : write)
                        .toList())));
    }

    private static TransactWriteItemsRequest withWrites(
            TransactWriteItemsRequest request, List<TransactWriteItem> writes) {
        return request.toBuilder().transactItems(writes).build();
    }

    private static TransactWriteItem unconditional(TransactWriteItem write) {
        TransactWriteItem.Builder changed = write.toBuilder();
        if (write.put() != null) {
            changed.put(write.put().toBuilder().conditionExpression(null).build());
        } else if (write.update() != null) {
            changed.update(write.update().toBuilder().conditionExpression(null).build());
        } else {
            // It keeps its place, because the reasons of a cancellation are reported by place.
            changed.conditionCheck(write.conditionCheck().toBuilder()
                    .conditionExpression("attribute_exists(payment_id) OR attribute_not_exists(payment_id)")
                    .build());
        }
        return changed.build();
    }

    private static Variant withItems(UnaryOperator<Map<String, AttributeValue>> change) {
        return Variant.WHOLE.withTable(Rewriting.transactions(request -> withWrites(
                request,
                request.transactItems().stream()
                        .map(write -> write.put() == null
                                ? write
                                : write.toBuilder()
                                        .put(write.put().toBuilder()
                                                .item(change.apply(write.put().item()))
                                                .build())
                                        .build())
                        .toList())));
    }

    private static Variant withKeysThatExpireEarly() {
        return withItems(item -> {
            AttributeValue expires = item.get("expires_at");
            boolean isKey = AttributeValue.fromS("idempotency").equals(item.get("kind"));
            return !isKey || expires == null ? item : with(item, "expires_at", AttributeValue.fromN("1"));
        });
    }

    private static Map<String, AttributeValue> with(
            Map<String, AttributeValue> item, String name, AttributeValue value) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        changed.put(name, value);
        return changed;
    }

    private static Variant withStaleReads() {
        UnaryOperator<GetItemRequest> stale =
                request -> request.toBuilder().consistentRead(false).build();
        return Variant.WHOLE.withTable(Rewriting.reads(stale));
    }

    private static Variant withUnconditionalMark() {
        UnaryOperator<UpdateItemRequest> unconditional =
                request -> request.tableName().equals(World.TABLE.name())
                        ? request.toBuilder().conditionExpression(null).build()
                        : request;
        return Variant.WHOLE.withTable(Rewriting.updates(unconditional));
    }

    private static Variant withUnheardTopic() {
        return Variant.WHOLE.withPublisher(topic -> (event, deadline) -> {
            try {
                topic.publish(event, deadline);
            } catch (UnavailableException e) {
                // The mutant goes on as if it had been published.
            }
        });
    }

    /** Each telling has an id of its own. */
    private static Variant withRandomEventIds() {
        return Variant.WHOLE.withPublisher(topic -> (event, deadline) ->
                topic.publish(published(event, UUID.randomUUID().toString(), event.correlationId()), deadline));
    }

    /** The publisher gives its own reason in place of what was written when it happened. */
    private static Variant withEventsInOtherWords() {
        return Variant.WHOLE.withPublisher(topic -> (event, deadline) ->
                topic.publish(published(event, event.eventId(), "published at " + deadline.remaining()), deadline));
    }

    private static PaymentEvent published(PaymentEvent event, String eventId, String correlationId) {
        return new PaymentEvent(
                eventId,
                event.type(),
                event.paymentId(),
                event.sequence(),
                event.money(),
                event.status(),
                event.caller(),
                event.occurredAt(),
                event.region(),
                correlationId);
    }

    private static Variant withoutPartialResult() {
        return Variant.WHOLE.withQueueAnswer(answer -> "{\"batchItemFailures\":[]}");
    }

    private static Variant withForgottenRejections() {
        return Variant.WHOLE.withRejections(store -> (effectId, reason) -> {});
    }

    private static Variant withUnheardQueue() {
        return Variant.WHOLE.withQueue(queue -> entries -> {
            Set<String> unused = queue.send(entries);
            return Set.of();
        });
    }

    private static Variant withoutFingerprint() {
        return Variant.WHOLE.withStore(store -> new DelegatingStore(store) {
            @Override
            public CreationResult create(Creation creation, Deadline deadline) {
                CreationResult result = super.create(creation, deadline);
                Fingerprint asked = creation.payment().fingerprint();
                if (result instanceof CreationResult.KeyTaken taken) {
                    IdempotencyRecord record = taken.record();
                    return new CreationResult.KeyTaken(
                            new IdempotencyRecord(record.scopeDigest(), record.paymentId(), asked, record.expiresAt()));
                }
                return result;
            }
        });
    }

    /** A payment without an id of its client gets a new one each time. */
    private static Variant withRandomPaymentIds() {
        return Variant.WHOLE.withStore(store -> new DelegatingStore(store) {
            @Override
            public CreationResult create(Creation creation, Deadline deadline) {
                Payment payment = creation.payment();
                boolean derived = payment.id().value().length() == 36;
                return super.create(derived ? renamed(creation) : creation, deadline);
            }
        });
    }

    private static Creation renamed(Creation creation) {
        Payment old = creation.payment();
        PaymentId id = new PaymentId("random-" + UUID.randomUUID());
        Payment payment = new Payment(
                id,
                old.origin(),
                old.money(),
                old.details(),
                old.fingerprint(),
                old.possibleDuplicate(),
                old.createdAt(),
                old.progress());
        IdempotencyRecord key = creation.idempotency();
        var audit = creation.audit();
        return new Creation(
                payment,
                new IdempotencyRecord(key.scopeDigest(), id, key.fingerprint(), key.expiresAt()),
                AuditRecord.of(payment, audit.action(), audit.actor(), audit.correlationId()),
                PaymentEvent.of(
                        creation.event().type(),
                        payment,
                        payment.money(),
                        creation.event().region(),
                        creation.event().correlationId()),
                creation.similar().map(similar -> new SimilarPayment(similar.digest(), id, similar.at())),
                creation.seen(),
                creation.byKey());
    }
}
