package payments.service.workflow;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import payments.service.card.CardData;
import payments.service.database.DatabaseRefusedException;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.domain.RejectedException;
import payments.service.domain.Rejection;
import payments.service.domain.Transition;
import payments.service.json.JsonValue;
import payments.service.ledger.LedgerConflictException;
import payments.service.outbox.OutboxRelay;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import payments.service.payment.TransitionOutcome;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.UnreadablePaymentException;

/**
 * The steps of the state machine: validate, process, notify, fail. Its state is the payment's id alone; everything else is
 * looked up, so no card data can be in it and nothing in it can be out of date.
 *
 * <p>A step may run again, in this execution or in another one for the same payment: its operations are named after the
 * workflow and not after the execution, and happen once per payment.
 */
public final class PaymentWorkflow {
    private static final String ACTOR = "workflow";
    private static final Set<PaymentStatus> OPEN =
            EnumSet.of(PaymentStatus.PENDING, PaymentStatus.AUTHORISED, PaymentStatus.CAPTURED);
    private static final Set<PaymentStatus> PAID = EnumSet.of(PaymentStatus.CAPTURED, PaymentStatus.REFUNDED);

    /** The payment after the step, where this call applied it. Where it was applied before, the caller looks at the payment. */
    private static final TransitionOutcome.Cases<Optional<Payment>> STEP_RESULT = new TransitionOutcome.Cases<>() {
        @Override
        public Optional<Payment> applied(Payment payment) {
            return Optional.of(payment);
        }

        @Override
        public Optional<Payment> replayed(Payment payment) {
            return Optional.empty();
        }

        @Override
        public Optional<Payment> tooEarly(PaymentStatus status) {
            throw new StepUnavailableException("in-progress");
        }

        @Override
        public Optional<Payment> tooLate(PaymentStatus status) {
            return Optional.empty();
        }

        @Override
        public Optional<Payment> refused(Rejection reason) {
            throw new PaymentRefusedException(reason.slug());
        }

        @Override
        public Optional<Payment> unknownPayment() {
            throw new PaymentRefusedException("unknown-payment");
        }

        @Override
        public Optional<Payment> inProgress() {
            throw new StepUnavailableException("in-progress");
        }

        @Override
        public Optional<Payment> notOwner() {
            throw new StepUnavailableException("not-owner");
        }
    };

    private final PaymentService payments;
    private final OutboxRelay relay;

    /** Takes the collaborators. */
    public PaymentWorkflow(PaymentService payments, OutboxRelay relay) {
        this.payments = payments;
        this.relay = relay;
    }

    /** Whether the input names a payment that can be processed. Bad input is an answer, not an error. */
    public StepResult validate(JsonValue input, Deadline deadline) {
        if (CardData.isIn(input)) {
            return new StepResult("", false, "unknown", "pan-not-allowed");
        }
        Optional<PaymentId> id = paymentId(input);
        if (id.isEmpty()) {
            return new StepResult("", false, "unknown", "invalid-id");
        }
        Optional<Payment> payment = find(id.get(), deadline);
        if (payment.isEmpty()) {
            return new StepResult(id.get().value(), false, "unknown", "unknown-payment");
        }
        boolean open = OPEN.contains(payment.get().status());
        return new StepResult(id.get().value(), open, payment.get().status().word(), open ? "" : "payment-is-over");
    }

    /**
     * Authorises and captures the whole amount.
     *
     * @throws StepUnavailableException to be retried
     * @throws PaymentRefusedException when it can never be done
     */
    public StepResult process(JsonValue input, Deadline deadline) {
        PaymentId id = requiredId(input);
        Optional<Payment> unused = apply(id, Transition.AUTHORISE, deadline);
        Optional<Payment> captured = apply(id, Transition.CAPTURE, deadline);
        Payment payment = captured.isPresent() ? captured.get() : requiredPayment(id, deadline);
        if (!PAID.contains(payment.status())) {
            throw new PaymentRefusedException("payment-is-over");
        }
        return result(payment);
    }

    /**
     * Makes sure that every event of the payment is published before the execution ends. The outbox's relay would do it
     * too; this is the same relay, so that the first of the two publishes the same events in the same order.
     *
     * @throws StepUnavailableException to be retried
     * @throws PaymentRefusedException when the ledger refuses the payment: a person must look
     */
    public StepResult publish(JsonValue input, Deadline deadline) {
        Payment payment = requiredPayment(requiredId(input), deadline);
        try {
            int unused = relay.relay(payment.id(), payment.progress().version(), deadline);
        } catch (UnavailableException e) {
            throw unavailable("topic-or-ledger-unavailable", e);
        } catch (DatabaseRefusedException | LedgerConflictException e) {
            throw new PaymentRefusedException("ledger-refuses", e);
        }
        return result(payment);
    }

    /**
     * Marks the payment as failed, unless its money has moved.
     *
     * @throws StepUnavailableException to be retried
     */
    public StepResult fail(JsonValue input, Deadline deadline) {
        Optional<PaymentId> id = CardData.isIn(input) ? Optional.empty() : paymentId(input);
        if (id.isEmpty() || find(id.get(), deadline).isEmpty()) {
            return new StepResult(id.map(PaymentId::value).orElse(""), false, "unknown", "unknown-payment");
        }
        Optional<Payment> failed = apply(id.get(), Transition.FAIL, deadline);
        return result(failed.isPresent() ? failed.get() : requiredPayment(id.get(), deadline));
    }

    private Optional<Payment> apply(PaymentId id, Transition transition, Deadline deadline) {
        try {
            return payments.apply(
                            new TransitionCommand(
                                    id,
                                    "workflow-" + transition.word(),
                                    transition,
                                    Optional.empty(),
                                    ACTOR,
                                    correlation(id)),
                            deadline)
                    .match(STEP_RESULT);
        } catch (UnavailableException e) {
            throw unavailable("table-unavailable", e);
        }
    }

    private Payment requiredPayment(PaymentId id, Deadline deadline) {
        return find(id, deadline).orElseThrow(() -> new PaymentRefusedException("unknown-payment"));
    }

    private Optional<Payment> find(PaymentId id, Deadline deadline) {
        try {
            return payments.find(id, deadline);
        } catch (UnreadablePaymentException e) {
            // No step can be taken with it, as with one that is not there.
            return Optional.empty();
        } catch (UnavailableException e) {
            throw unavailable("table-unavailable", e);
        }
    }

    private static StepUnavailableException unavailable(String reason, UnavailableException cause) {
        return new StepUnavailableException(reason, cause);
    }

    private static StepResult result(Payment payment) {
        return new StepResult(payment.id().value(), true, payment.status().word(), "");
    }

    private static String correlation(PaymentId id) {
        return ACTOR + "#" + id.value();
    }

    private static PaymentId requiredId(JsonValue input) {
        return paymentId(input).orElseThrow(() -> new PaymentRefusedException("invalid-id"));
    }

    /** The payment that the input names; empty when it names none, or one that no payment can have. */
    public static Optional<PaymentId> paymentId(JsonValue input) {
        JsonValue.Obj fields = input.asObject();
        String text = fields == null ? null : fields.text("payment_id");
        try {
            return Optional.ofNullable(text).map(PaymentId::new);
        } catch (RejectedException e) {
            return Optional.empty();
        }
    }
}
