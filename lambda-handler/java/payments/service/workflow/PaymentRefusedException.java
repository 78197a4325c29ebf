package payments.service.workflow;

/**
 * The payment can never take this step. State machines know this error by its class name,
 * {@code payments.service.workflow.PaymentRefusedException}; they do not retry it, but catch it and fail the payment.
 */
public final class PaymentRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The reason in kebab case; the state machine's history shows it. */
    public PaymentRefusedException(String reason) {
        super(reason);
    }
}
