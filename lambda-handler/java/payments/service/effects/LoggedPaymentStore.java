package payments.service.effects;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.idempotency.IdempotencyRecord;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.Change;
import payments.service.store.ChangeResult;
import payments.service.store.Creation;
import payments.service.store.CreationResult;
import payments.service.store.DynamoDbProjection;
import payments.service.store.Effect;
import payments.service.store.OperationRecord;
import payments.service.store.PaymentStore;
import payments.service.store.Reading;
import payments.service.store.SimilarPayment;
import payments.service.store.Standing;

/**
 * Payments of several regions. The log decides, the region's table follows: once an effect is in the log the answer is that
 * it happened, even when the table does not answer; the next call brings the table up to it.
 *
 * <p>No method asks who owns the payments. Two regions that both take orders cannot both have an effect, and a region that does
 * not reach the log has none.
 */
public final class LoggedPaymentStore implements PaymentStore {
    /** How long a reader waits for the log before the region's own table answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final EffectLog log;
    private final PaymentStore local;
    private final DynamoDbProjection copy;
    private final EffectProjector projector;
    private final Consumer<RuntimeException> behind;

    /**
     * Takes the collaborators.
     *
     * @param local reads the region's table
     * @param copy writes the region's table
     * @param behind hears why the region's table could not follow an effect at once
     */
    public LoggedPaymentStore(
            EffectLog log, PaymentStore local, DynamoDbProjection copy, Consumer<RuntimeException> behind) {
        this.log = log;
        this.local = local;
        this.copy = copy;
        this.projector = new EffectProjector(log, copy);
        this.behind = behind;
    }

    @Override
    public CreationResult create(Creation creation, Deadline deadline) {
        Optional<SimilarPayment> like = unseen(creation, deadline);
        if (like.isPresent()) {
            return new CreationResult.SimilarPaymentMoved(like);
        }
        Optional<IdempotencyRecord> other = creation.byKey()
                .flatMap(byKey -> claim(byKey, creation, deadline))
                .filter(record -> !isSameOrder(record, creation));
        if (other.isPresent()) {
            return new CreationResult.KeyTaken(other.get());
        }
        Effect effect = Effect.of(creation);
        return log.append(effect, deadline).match(new AppendResult.Cases<>() {
            @Override
            public CreationResult appended() {
                follow(effect, deadline);
                return new CreationResult.Stored();
            }

            @Override
            public CreationResult taken(LoggedEffect first) {
                Payment now = log.newest(creation.payment().id(), deadline)
                        .orElse(first)
                        .effect()
                        .payment();
                return new CreationResult.IdTaken(now);
            }

            @Override
            public CreationResult takenByKey(IdempotencyRecord record) {
                return new CreationResult.KeyTaken(record);
            }
        });
    }

    /**
     * Has the key stand for the payment, at the id that the key alone would make; where another caller has a payment of that id, at
     * the one by which this caller's would be stored.
     */
    private Optional<IdempotencyRecord> claim(PaymentId byKey, Creation creation, Deadline deadline) {
        IdempotencyRecord record = creation.idempotency();
        Instant now = creation.payment().createdAt();
        String caller = creation.payment().origin().caller();
        Optional<IdempotencyRecord> there = log.claim(byKey, record, now, deadline);
        boolean isOfAnother = there.filter(other -> other.paymentId().equals(byKey))
                .flatMap(other -> log.newest(byKey, deadline))
                .filter(effect -> !effect.effect().payment().isVisibleTo(caller))
                .isPresent();
        return isOfAnother ? log.claim(byKey.of(caller), record, now, deadline) : there;
    }

    /** A near like that the creation does not know of yet. Only what this region has seen counts. */
    private Optional<SimilarPayment> unseen(Creation creation, Deadline deadline) {
        if (creation.seen().isPresent()) {
            return Optional.empty();
        }
        return creation.similar()
                .flatMap(similar -> copy.similar(similar.digest(), deadline))
                .filter(like -> !like.last().equals(creation.payment().id())
                        && like.isNear(creation.payment().createdAt()));
    }

    /** The fingerprint names the id that the client gave, which the payment has unless another caller's payment has it. */
    private static boolean isSameOrder(IdempotencyRecord record, Creation creation) {
        return record.fingerprint().equals(creation.payment().fingerprint());
    }

    @Override
    public ChangeResult change(Change change, Deadline deadline) {
        PaymentId id = change.after().id();
        Effect effect = Effect.of(change);
        if (change.isNew()) {
            return append(effect, deadline);
        }
        String operationId = change.operation().operationId();
        Standing standing = copy.standing(id, operationId, deadline);
        if (standing.operation().isPresent()) {
            return new ChangeResult.OperationTaken(standing.operation().get());
        }
        long reached = standing.version();
        if (reached < effect.version() - 1) {
            List<LoggedEffect> missing = log.after(id, reached, deadline);
            Optional<OperationRecord> earlier = missing.stream()
                    .flatMap(logged -> logged.effect().operations())
                    .filter(operation -> operation.operationId().equals(operationId))
                    .findFirst();
            if (earlier.isPresent()) {
                return new ChangeResult.OperationTaken(earlier.get());
            }
            reached = missing.isEmpty()
                    ? reached
                    : missing.get(missing.size() - 1).effect().version();
        }
        return reached == effect.version() - 1 ? append(effect, deadline) : new ChangeResult.VersionMoved();
    }

    private ChangeResult append(Effect effect, Deadline deadline) {
        return log.append(effect, deadline).match(new AppendResult.Cases<>() {
            @Override
            public ChangeResult appended() {
                follow(effect, deadline);
                return new ChangeResult.Stored();
            }

            @Override
            public ChangeResult taken(LoggedEffect other) {
                follow(other.effect(), deadline);
                return other.effect()
                        .operation()
                        .filter(operation -> operation.operationId().equals(operationId(effect)))
                        .<ChangeResult>map(ChangeResult.OperationTaken::new)
                        .orElseGet(ChangeResult.VersionMoved::new);
            }

            @Override
            public ChangeResult takenByKey(IdempotencyRecord record) {
                throw new IllegalStateException("a key stands where the step of a payment must; something else writes");
            }
        });
    }

    private static String operationId(Effect effect) {
        return effect.operation().map(OperationRecord::operationId).orElseThrow();
    }

    /** It has happened. That this region's table does not know it yet is no reason to say otherwise. */
    private void follow(Effect effect, Deadline deadline) {
        try {
            boolean unused = projector.apply(effect, deadline);
        } catch (RuntimeException e) {
            behind.accept(e);
        }
    }

    @Override
    public Optional<Payment> find(PaymentId id, Deadline deadline) {
        return log.newest(id, deadline).map(logged -> logged.effect().payment());
    }

    /** The region's table answers where the log does not; what it lacks is not thereby unknown. */
    @Override
    public Optional<Reading> read(PaymentId id, Deadline deadline) {
        Duration left = deadline.remaining();
        Duration patience = left.compareTo(PATIENCE) < 0 ? left.dividedBy(2) : PATIENCE;
        Duration rest = left.minus(patience);
        try {
            return find(id, () -> deadline.remaining().minus(rest)).map(Reading::now);
        } catch (UnavailableException e) {
            return Optional.of(local.find(id, deadline).map(Reading::earlier).orElseThrow(() -> e));
        }
    }

    @Override
    public Standing findNearby(PaymentId id, String operationId, Deadline deadline) {
        return copy.standing(id, operationId, deadline);
    }

    @Override
    public Optional<OperationRecord> findOperation(PaymentId id, String operationId, Deadline deadline) {
        return log.after(id, 0, deadline).stream()
                .flatMap(logged -> logged.effect().operations())
                .filter(operation -> operation.operationId().equals(operationId))
                .findFirst();
    }
}
