package payments.service.workflow;

/**
 * Something did not answer. State machines know this error by its class name,
 * {@code payments.service.workflow.StepUnavailableException}, and retry it.
 */
public final class StepUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The reason in kebab case; the state machine's history shows it. */
    public StepUnavailableException(String reason) {
        super(reason);
    }
}
