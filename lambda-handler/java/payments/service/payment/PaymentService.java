package payments.service.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import payments.service.domain.Detail;
import payments.service.domain.Digests;
import payments.service.domain.Money;
import payments.service.domain.Origin;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStateMachine;
import payments.service.domain.PaymentStateMachine.Step;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Rejection;
import payments.service.domain.Transition;
import payments.service.idempotency.IdempotencyRecord;
import payments.service.outbox.PaymentEvent;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.AuditRecord;
import payments.service.store.Change;
import payments.service.store.ChangeResult;
import payments.service.store.Creation;
import payments.service.store.CreationResult;
import payments.service.store.OperationRecord;
import payments.service.store.PaymentStore;
import payments.service.store.Reading;
import payments.service.store.SimilarPayment;
import payments.service.store.Standing;
import payments.service.store.UnreadablePaymentException;

/**
 * Makes payments and takes them further: for the API, the queue, batch files and the workflow alike.
 *
 * <p>Nothing is read before a write to decide whether it may happen: the store's conditions decide, and what they refuse
 * is explained afterwards. So no other request can slip in between, and no record says "in progress" that a crash could
 * leave behind.
 *
 * <p>Every method throws {@link UnavailableException} when the outcome could not be found out in time; the same call may
 * be repeated.
 */
public final class PaymentService {
    /** A write is not begun with less time than this: three attempts on a bad network, and the answer. */
    static final Duration NEEDED_FOR_A_WRITE = Duration.ofMillis(1500);

    /** Each attempt lost to another writer who finished, so more than a few mean a caller who fights himself. */
    private static final int MAX_ATTEMPTS = 5;

    private final PaymentStore store;
    private final Clock clock;
    private final String region;

    /**
     * Takes the collaborators.
     *
     * @param region where this code runs; written into payments, records and events
     */
    public PaymentService(PaymentStore store, Clock clock, String region) {
        this.store = store;
        this.clock = clock;
        this.region = region;
    }

    /**
     * Makes a payment, once per scope. The first attempt takes for granted that the payment has no near like, which the
     * store refuses when it is wrong: so the usual payment is one call.
     */
    public CreateOutcome create(PaymentCommand command, Deadline deadline) {
        return create(command, command.paymentId(), Optional.empty(), 1, deadline);
    }

    private CreateOutcome create(
            PaymentCommand command, PaymentId id, Optional<SimilarPayment> seen, int attempt, Deadline deadline) {
        requireTime(deadline);
        Creation creation = creation(command, id, seen);
        CreationResult result;
        try {
            result = store.create(creation, deadline);
        } catch (UnreadablePaymentException e) {
            // Whatever it says, the id is not free.
            return new CreateOutcome.IdTaken();
        }
        return result.match(new CreationResult.Cases<>() {
            @Override
            public CreateOutcome stored() {
                return new CreateOutcome.Created(creation.payment());
            }

            @Override
            public CreateOutcome keyTaken(IdempotencyRecord record) {
                return record.fingerprint().equals(command.fingerprint())
                        ? replayed(record.paymentId(), command.scope().caller(), deadline)
                        : new CreateOutcome.KeyReused();
            }

            @Override
            public CreateOutcome idTaken(Payment payment) {
                return isOfAnother(command, payment) && id.equals(command.paymentId())
                        ? create(command, id.of(command.scope().caller()), seen, attempt, deadline)
                        : ofTakenId(command, payment);
            }

            @Override
            public CreateOutcome similarPaymentMoved(Optional<SimilarPayment> now) {
                // Where it is being written there is nothing to read yet, but somebody writes a like.
                return attempt < MAX_ATTEMPTS
                        ? create(command, id, now.or(creation::similar), attempt + 1, deadline)
                        : new CreateOutcome.InProgress();
            }

            @Override
            public CreateOutcome contended() {
                return new CreateOutcome.InProgress();
            }

            @Override
            public CreateOutcome notOwner() {
                return new CreateOutcome.NotOwner();
            }
        });
    }

    /**
     * Ids are the callers' own: an id that another caller has used is free for this one, whose payment is stored under an id made
     * from both. Whose payment has the id itself is decided once, by the first write, so every later order finds its own. That
     * holds for an id made from a key as well: it can be computed, and another caller may have asked for it.
     */
    private static boolean isOfAnother(PaymentCommand command, Payment payment) {
        return !payment.isVisibleTo(command.scope().caller());
    }

    /** Takes a payment one step further, once per operation. */
    public TransitionOutcome apply(TransitionCommand command, Deadline deadline) {
        return apply(command, 1, deadline);
    }

    private TransitionOutcome apply(TransitionCommand command, int attempt, Deadline deadline) {
        requireTime(deadline);
        return nearby(command, attempt, deadline).orElseGet(() -> store.find(command.paymentId(), deadline)
                .map(payment -> step(command, payment, attempt, deadline))
                .orElseGet(TransitionOutcome.UnknownPayment::new));
    }

    /** Takes the step from a copy that may be behind, the first time: the write finds out. Nothing is refused by such a copy. */
    private Optional<TransitionOutcome> nearby(TransitionCommand command, int attempt, Deadline deadline) {
        if (attempt > 1) {
            return Optional.empty();
        }
        Standing standing = store.findNearby(command.paymentId(), command.operationId(), deadline);
        if (standing.operation().isPresent()) {
            return Optional.empty();
        }
        return standing.payment().flatMap(payment -> PaymentStateMachine.step(
                        payment, command.transition(), command.amount(), clock.instant())
                .match(new Step.Cases<>() {
                    @Override
                    public Optional<TransitionOutcome> taken(Payment after, Money amount) {
                        return Optional.of(change(command, change(command, after, amount, true), attempt, deadline));
                    }

                    @Override
                    public Optional<TransitionOutcome> tooEarly() {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<TransitionOutcome> tooLate() {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<TransitionOutcome> refused(Rejection reason) {
                        return Optional.empty();
                    }
                }));
    }

    private TransitionOutcome step(TransitionCommand command, Payment payment, int attempt, Deadline deadline) {
        PaymentStatus status = payment.status();
        return PaymentStateMachine.step(payment, command.transition(), command.amount(), clock.instant())
                .match(new Step.Cases<>() {
                    @Override
                    public TransitionOutcome taken(Payment after, Money amount) {
                        return change(command, change(command, after, amount, false), attempt, deadline);
                    }

                    @Override
                    public TransitionOutcome tooEarly() {
                        return unlessRepeated(command, new TransitionOutcome.TooEarly(status), deadline);
                    }

                    @Override
                    public TransitionOutcome tooLate() {
                        return unlessRepeated(command, new TransitionOutcome.TooLate(status), deadline);
                    }

                    @Override
                    public TransitionOutcome refused(Rejection reason) {
                        return unlessRepeated(command, new TransitionOutcome.Refused(reason), deadline);
                    }
                });
    }

    private TransitionOutcome change(TransitionCommand command, Change change, int attempt, Deadline deadline) {
        return store.change(change, deadline).match(new ChangeResult.Cases<>() {
            @Override
            public TransitionOutcome stored() {
                return new TransitionOutcome.Applied(change.after());
            }

            @Override
            public TransitionOutcome operationTaken(OperationRecord record) {
                return repeated(command, record, deadline);
            }

            @Override
            public TransitionOutcome versionMoved() {
                return attempt < MAX_ATTEMPTS
                        ? apply(command, attempt + 1, deadline)
                        : new TransitionOutcome.InProgress();
            }

            @Override
            public TransitionOutcome contended() {
                return new TransitionOutcome.InProgress();
            }

            @Override
            public TransitionOutcome notOwner() {
                return new TransitionOutcome.NotOwner();
            }
        });
    }

    /** Finds a payment of any caller: for our own components. */
    public Optional<Payment> find(PaymentId id, Deadline deadline) {
        return store.find(id, deadline);
    }

    /**
     * Finds the payment that this caller knows by an id; that of another caller is not found, so that no caller learns which ids
     * exist.
     *
     * @throws UnreadablePaymentException when an earlier system stored it in a form that cannot be read
     */
    public Optional<Payment> find(PaymentId id, String caller, Deadline deadline) {
        Optional<Payment> found = store.find(id, deadline);
        boolean isOfAnother = found.isPresent() && !found.get().isVisibleTo(caller);
        return isOfAnother ? store.find(id.of(caller), deadline).filter(payment -> payment.isVisibleTo(caller)) : found;
    }

    /**
     * The same for a caller who reads: where the store cannot say how the payment stands, how it stood.
     *
     * @throws UnreadablePaymentException when an earlier system stored it in a form that cannot be read
     */
    public Optional<Reading> read(PaymentId id, String caller, Deadline deadline) {
        Optional<Reading> found = store.read(id, deadline);
        boolean isOfAnother = found.isPresent() && !found.get().payment().isVisibleTo(caller);
        return isOfAnother
                ? store.read(id.of(caller), deadline)
                        .filter(read -> read.payment().isVisibleTo(caller))
                : found;
    }

    private static void requireTime(Deadline deadline) {
        if (!deadline.allows(NEEDED_FOR_A_WRITE)) {
            throw new UnavailableException("too little time is left to begin a write");
        }
    }

    private Creation creation(PaymentCommand command, PaymentId id, Optional<SimilarPayment> seen) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Payment payment = Payment.pending(
                id,
                new Origin(command.scope().caller(), command.scope().route(), region),
                command.money(),
                command.details(),
                command.fingerprint(),
                seen.isPresent() && seen.get().isNear(now),
                now);
        return new Creation(
                payment,
                new IdempotencyRecord(
                        command.scope().digest(),
                        payment.id(),
                        payment.fingerprint(),
                        payment.createdAt().plus(IdempotencyRecord.RETENTION).plus(IdempotencyRecord.CLOCK_SKEW)),
                AuditRecord.of(payment, "create", command.scope().caller(), command.correlationId()),
                PaymentEvent.of(PaymentEvent.Type.CREATED, payment, payment.money(), region, command.correlationId()),
                similarity(command).map(like -> new SimilarPayment(like, payment.id(), payment.createdAt())),
                seen,
                command.idByKey());
    }

    private static Optional<String> similarity(PaymentCommand command) {
        return command.details()
                .get(Detail.REFERENCE)
                .map(reference -> Digests.sha256(command.scope().caller().length() + ":"
                        + command.scope().caller() + "|"
                        + command.money().minorUnits() + "|"
                        + command.money().currency().code() + "|" + reference));
    }

    /** In a replica the record may arrive before its payment; then the order is still on its way. */
    private CreateOutcome replayed(PaymentId id, String caller, Deadline deadline) {
        return find(id, caller, deadline)
                .<CreateOutcome>map(CreateOutcome.Replayed::new)
                .orElseGet(CreateOutcome.InProgress::new);
    }

    /**
     * The key is new or forgotten, the payment is not: only its own caller with the same content gets it back. Of a payment of an
     * earlier system neither is known: the same id and amount are the same payment, as they were there.
     */
    private static CreateOutcome ofTakenId(PaymentCommand command, Payment payment) {
        if (payment.earlier().isPresent()) {
            return payment.money().equals(command.money())
                    ? new CreateOutcome.Replayed(payment)
                    : new CreateOutcome.IdTaken();
        }
        boolean sameOrder = payment.fingerprint().equals(command.fingerprint())
                && payment.origin().caller().equals(command.scope().caller());
        if (sameOrder) {
            return new CreateOutcome.Replayed(payment);
        }
        boolean keyNamesTheId = command.requestedId().isEmpty()
                || command.requestedId().get().value().equals(command.scope().key());
        return keyNamesTheId && payment.origin().caller().equals(command.scope().caller())
                ? new CreateOutcome.KeyReused()
                : new CreateOutcome.IdTaken();
    }

    private Change change(TransitionCommand command, Payment after, Money amount, boolean isNew) {
        return new Change(
                after,
                operation(command),
                AuditRecord.of(after, command.transition().word(), command.actor(), command.correlationId()),
                PaymentEvent.of(eventType(command.transition()), after, amount, region, command.correlationId()),
                isNew);
    }

    private static OperationRecord operation(TransitionCommand command) {
        return new OperationRecord(command.paymentId(), command.operationId(), command.transition(), command.amount());
    }

    private static PaymentEvent.Type eventType(Transition transition) {
        return switch (transition) {
            case AUTHORISE -> PaymentEvent.Type.AUTHORISED;
            case CAPTURE -> PaymentEvent.Type.CAPTURED;
            case REFUND -> PaymentEvent.Type.REFUNDED;
            case FAIL -> PaymentEvent.Type.FAILED;
        };
    }

    /** A step that may not be taken may be one that was taken already: by this very operation. */
    private TransitionOutcome unlessRepeated(TransitionCommand command, TransitionOutcome outcome, Deadline deadline) {
        return store.findOperation(command.paymentId(), command.operationId(), deadline)
                .map(earlier -> repeated(command, earlier, deadline))
                .orElse(outcome);
    }

    private TransitionOutcome repeated(TransitionCommand command, OperationRecord earlier, Deadline deadline) {
        if (!earlier.equals(operation(command))) {
            return new TransitionOutcome.Refused(Rejection.OPERATION_REUSED);
        }
        return store.find(command.paymentId(), deadline)
                .<TransitionOutcome>map(TransitionOutcome.Replayed::new)
                .orElseGet(TransitionOutcome.InProgress::new);
    }
}
