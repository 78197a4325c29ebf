package payments.service.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import payments.service.domain.Payment;
import payments.service.outbox.PaymentEvent;

/**
 * One thing that happened to a payment, with all that follows from it: every record of it can be written from it, at any
 * time and any number of times, and writes the same.
 *
 * @param payment the payment after it
 * @param operation what makes a repetition known; empty for the creation, which the payment's id makes known
 * @param audit who did it
 * @param event its event
 * @param similar where to look for the payment's like; empty but for the creation of a payment with a reference
 * @param before the operations of all steps up to it, where it stands for them; empty but for an import
 */
public record Effect(
        Payment payment,
        Optional<OperationRecord> operation,
        AuditRecord audit,
        PaymentEvent event,
        Optional<SimilarPayment> similar,
        List<OperationRecord> before) {
    /** The action of an effect that stands for all that happened to a payment before there was a log. */
    public static final String IMPORT = "import";

    /** Copies the list. */
    public Effect {
        before = List.copyOf(before);
    }

    /** An effect that stands for itself. */
    public Effect(
            Payment payment,
            Optional<OperationRecord> operation,
            AuditRecord audit,
            PaymentEvent event,
            Optional<SimilarPayment> similar) {
        this(payment, operation, audit, event, similar, List.of());
    }

    /** The operations that are done once this is. */
    public Stream<OperationRecord> operations() {
        return Stream.concat(operation.stream(), before.stream());
    }

    /** Whether it stands for all that happened before there was a log, and so follows any earlier version. */
    public boolean isImport() {
        return audit.action().equals(IMPORT);
    }

    /** The effect of a creation. */
    public static Effect of(Creation creation) {
        return new Effect(creation.payment(), Optional.empty(), creation.audit(), creation.event(), creation.similar());
    }

    /** The effect of a step. */
    public static Effect of(Change change) {
        return new Effect(
                change.after(), Optional.of(change.operation()), change.audit(), change.event(), Optional.empty());
    }

    /** The payment's version after it: 1 for the creation, one more with each step. */
    public long version() {
        return payment.progress().version();
    }
}
