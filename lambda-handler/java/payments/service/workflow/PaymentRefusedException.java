package payments.service.workflow;

import payments.service.observability.Failures;

/**
 * The payment can never take this step. State machines know this error by its class name,
 * {@code payments.service.workflow.PaymentRefusedException}; they do not retry it, but catch it and fail the payment.
 */
public final class PaymentRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** The reason in kebab case; the state machine's history shows it. */
    public PaymentRefusedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** With what is behind it, of which only the classes are shown. */
    PaymentRefusedException(String reason, Throwable behind) {
        super(reason + ": " + String.join(" < ", Failures.classes(behind)));
        this.reason = reason;
    }

    /** The reason alone. */
    public String reason() {
        return reason;
    }
}
