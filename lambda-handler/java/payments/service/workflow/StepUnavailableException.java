package payments.service.workflow;

import payments.service.observability.Failures;

/**
 * Something did not answer. State machines know this error by its class name,
 * {@code payments.service.workflow.StepUnavailableException}, and retry it.
 */
public final class StepUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** The reason in kebab case; the state machine's history shows it. */
    public StepUnavailableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** With what is behind it, of which only the classes are shown. */
    StepUnavailableException(String reason, Throwable behind) {
        super(reason + ": " + String.join(" < ", Failures.classes(behind)));
        this.reason = reason;
    }

    /** The reason alone. */
    public String reason() {
        return reason;
    }
}
