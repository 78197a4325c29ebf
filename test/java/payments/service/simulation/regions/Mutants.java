package payments.service.simulation.regions;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import payments.drill.evidence.Violation;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.effects.EffectLog;
import payments.service.effects.LoggedEffect;
import payments.service.effects.LoggedPublications;
import payments.service.outbox.LedgerPosting;
import payments.service.outbox.OutboxEntry;
import payments.service.outbox.OutboxStore;
import payments.service.outbox.PaymentEvent;
import payments.service.outbox.Publications;
import payments.service.resilience.Deadline;
import payments.service.simulation.DelegatingOutbox;
import payments.service.simulation.DelegatingStore;
import payments.service.simulation.regions.Variant.Relaying;
import payments.service.store.Change;
import payments.service.store.ChangeResult;
import payments.service.store.Creation;
import payments.service.store.CreationResult;
import payments.service.store.DynamoDbProjection;
import payments.service.store.Effect;
import payments.service.store.Handover;
import payments.service.store.PaymentStore;
import payments.service.store.RegionFence;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The log with one guard taken away each: what the simulation must find. */
final class Mutants {
    /**
     * A mutant.
     *
     * @param name what it does without
     * @param property what it hurts
     * @param variant how it is put together
     */
    record Mutant(String name, String property, Variant variant) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Relaying RIGHT = Relaying.RIGHT;

    private Mutants() {}

    static List<Mutant> all() {
        return List.of(
                new Mutant("an effect is put only where none is", "R1", Variant.LOG.withPut(unconditional("effect"))),
                new Mutant("a key is put only where it is free", "R1", Variant.LOG.withPut(unconditional("key"))),
                new Mutant("a key that has not expired is not replaced", "R1", Variant.LOG.withPut(withoutExpiry())),
                new Mutant("a move names the epoch that it saw", "R6", Variant.LOG.withPut(unconditional("owner"))),
                new Mutant(
                        "the effect is in the log before it is answered", "R2", Variant.LOG.withStore(Unlogged::new)),
                new Mutant(
                        "the effect is in the log before it is in a table", "R", Variant.LOG.withStore(CopyFirst::new)),
                new Mutant("nothing is refused by the region's own copy", "R2", Variant.LOG.withStore(LocalReads::new)),
                new Mutant("an operation is compared with those before it", "R1", withoutOperations()),
                new Mutant("the copy takes an effect behind its predecessor only", "R", withoutVersion()),
                new Mutant("where the log names no owner none answers", "R4", Variant.LOG.withOwner(OwnByDefault::new)),
                new Mutant("a region that was away scans the log", "R5", Variant.LOG.withPut(withoutScan())),
                new Mutant(
                        "a region has followed up to what came out of the stream",
                        "R5",
                        Variant.LOG.withPut(followedAtOnce())),
                relaying("an event is posted behind those before it", RIGHT.withOutbox(Forgetful::new)),
                relaying("an event is published behind those before it", withoutPredecessors()),
                relaying(
                        "one region publishes",
                        RIGHT.withPublications(
                                (log, owner, region) -> new LoggedPublications(log, new Everyones(region), region))),
                relaying(
                        "what one region published leaves the outbox of the others",
                        RIGHT.withPublications(
                                (log, owner, region) -> new Unseen(new LoggedPublications(log, owner, region)))),
                relaying(
                        "that an event was published is in the log",
                        RIGHT.withPublications(
                                (log, owner, region) -> new Forgotten(new LoggedPublications(log, owner, region)))),
                relaying(
                        "a ledger has the effects of all regions",
                        RIGHT.withLedger((ledger, region) -> ofItsOwn(ledger, region))));
    }

    private static Mutant relaying(String name, Relaying relaying) {
        return new Mutant(name, "R5", Variant.LOG.withRelaying(relaying));
    }

    private static UnaryOperator<PutItemRequest> puts(String kind, UnaryOperator<PutItemRequest.Builder> change) {
        return put -> AttributeValue.fromS(kind).equals(put.item().get("kind"))
                ? change.apply(put.toBuilder()).build()
                : put;
    }

    private static UnaryOperator<PutItemRequest> unconditional(String kind) {
        return puts(kind, put -> put.conditionExpression(null));
    }

    private static UnaryOperator<PutItemRequest> withoutExpiry() {
        return puts("key", put -> put.conditionExpression("attribute_not_exists(#id) OR #kind = :kind"));
    }

    /** Neither the region's table nor the log shows the operations that were done. */
    private static Variant withoutOperations() {
        return Variant.LOG.withStanding(found -> found.toBuilder()
                .responses(found.responses().get(0), ItemResponse.builder().build())
                .build());
    }

    private static Variant withoutVersion() {
        return Variant.LOG.withCopied(request -> request.toBuilder()
                .transactItems(request.transactItems().stream()
                        .map(write -> write.update() == null
                                ? write
                                : write.toBuilder()
                                        .update(write.update().toBuilder()
                                                .conditionExpression(null)
                                                .build())
                                        .build())
                        .toList())
                .build());
    }

    /** The region says that it is complete, whatever it missed. */
    private static UnaryOperator<PutItemRequest> withoutScan() {
        return puts("region", put -> {
            Map<String, AttributeValue> item = new HashMap<>(put.build().item());
            if (item.remove("scan_began") != null) {
                item.put("caught_up_to", Objects.requireNonNull(item.get("reported_at")));
                item.remove("scan_id");
            }
            return put.item(item);
        });
    }

    /** The region has followed to where it only says that it is there. */
    private static UnaryOperator<PutItemRequest> followedAtOnce() {
        return puts("region", put -> {
            Map<String, AttributeValue> item = new HashMap<>(put.build().item());
            if (item.containsKey("reported_at")) {
                item.put("caught_up_to", item.get("reported_at"));
            }
            return put.item(item);
        });
    }

    /** The relay brings out the event that it is shown, and looks back neither into the outbox nor into the log. */
    private static Relaying withoutPredecessors() {
        return RIGHT.withOutbox(Forgetful::new)
                .withPublications(Hasty::new)
                .withLedger((ledger, region) -> (event, deadline) -> {
                    try {
                        ledger.post(event, deadline);
                    } catch (Violation e) {
                        // That the ledger misses it too is another mutant's.
                    }
                });
    }

    private static LedgerPosting ofItsOwn(LedgerPosting ledger, String region) {
        return (event, deadline) -> {
            if (event.region().equals(region)) {
                ledger.post(event, deadline);
            }
        };
    }

    /** Answers first and appends when somebody asks again. */
    private static final class Unlogged extends DelegatingStore {
        private final DynamoDbProjection copy;
        private final Predicate<PaymentId> asked;

        Unlogged(PaymentStore store, EffectLog log, PaymentStore local, DynamoDbProjection copy) {
            super(store);
            this.copy = copy;
            this.asked = id -> id.value().hashCode() % 2 == 0;
        }

        @Override
        public CreationResult create(Creation creation, Deadline deadline) {
            if (asked.test(creation.payment().id())) {
                return super.create(creation, deadline);
            }
            long unused = copy.apply(Effect.of(creation), deadline);
            return new CreationResult.Stored();
        }
    }

    private static final class CopyFirst extends DelegatingStore {
        private final DynamoDbProjection copy;

        CopyFirst(PaymentStore store, EffectLog log, PaymentStore local, DynamoDbProjection copy) {
            super(store);
            this.copy = copy;
        }

        @Override
        public ChangeResult change(Change change, Deadline deadline) {
            boolean repeated = copy.standing(
                            change.after().id(), change.operation().operationId(), deadline)
                    .operation()
                    .isPresent();
            if (!repeated) {
                long unused = copy.apply(Effect.of(change), deadline);
            }
            return super.change(change, deadline);
        }
    }

    private static final class LocalReads extends DelegatingStore {
        private final PaymentStore local;

        LocalReads(PaymentStore store, EffectLog log, PaymentStore local, DynamoDbProjection copy) {
            super(store);
            this.local = local;
        }

        @Override
        public Optional<Payment> find(PaymentId id, Deadline deadline) {
            return local.find(id, deadline);
        }
    }

    /** The region itself, where the log names none. */
    private record OwnByDefault(RegionFence owner, String region) implements RegionFence {
        @Override
        public Ownership ownership(Deadline deadline) {
            Ownership named = owner.ownership(deadline);
            return named.region().isPresent() ? named : new Ownership(Optional.of(region), named.epoch());
        }

        @Override
        public Ownership move(Ownership expected, Handover handover, Deadline deadline) {
            return owner.move(expected, handover, deadline);
        }

        @Override
        public List<Move> moves(Deadline deadline) {
            return owner.moves(deadline);
        }
    }

    private record Everyones(String region) implements RegionFence {
        @Override
        public Ownership ownership(Deadline deadline) {
            return new Ownership(Optional.of(region), 1);
        }

        @Override
        public Ownership move(Ownership expected, Handover handover, Deadline deadline) {
            throw new UnsupportedOperationException("no one moves it");
        }

        @Override
        public List<Move> moves(Deadline deadline) {
            return List.of();
        }
    }

    /** Publishes an event of the owner without a look at the one before it. */
    private record Hasty(EffectLog log, RegionFence owner, String region) implements Publications {
        @Override
        public Turn turn(PaymentEvent event, Deadline deadline) {
            boolean sent = log.find(event.paymentId(), event.sequence(), deadline)
                    .flatMap(LoggedEffect::sentAt)
                    .isPresent();
            if (sent) {
                return Turn.DONE;
            }
            return owner.ownership(deadline).isOf(region) ? Turn.OURS : Turn.NOT_NOW;
        }

        @Override
        public void published(PaymentEvent event, Instant at, Deadline deadline) {
            boolean unused = log.markSent(event.paymentId(), event.sequence(), at, deadline);
        }
    }

    /** Does not see that another region has published an event. */
    private record Unseen(Publications right) implements Publications {
        @Override
        public Turn turn(PaymentEvent event, Deadline deadline) {
            Turn turn = right.turn(event, deadline);
            return turn == Turn.DONE ? Turn.NOT_NOW : turn;
        }

        @Override
        public void published(PaymentEvent event, Instant at, Deadline deadline) {
            right.published(event, at, deadline);
        }
    }

    private record Forgotten(Publications right) implements Publications {
        @Override
        public Turn turn(PaymentEvent event, Deadline deadline) {
            return right.turn(event, deadline);
        }

        @Override
        public void published(PaymentEvent event, Instant at, Deadline deadline) {
            // It is written down nowhere.
        }
    }

    /** Shows no event that stands before the one which was asked for last. */
    private static final class Forgetful extends DelegatingOutbox {
        private @Nullable PaymentId payment;
        private long sequence;

        Forgetful(OutboxStore outbox) {
            super(outbox);
        }

        @Override
        public Optional<OutboxEntry> find(PaymentId id, long number, Deadline deadline) {
            boolean before = id.equals(payment) && number == sequence - 1;
            payment = id;
            sequence = number;
            return before ? Optional.empty() : super.find(id, number, deadline);
        }
    }
}
