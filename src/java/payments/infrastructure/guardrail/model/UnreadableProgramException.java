package payments.infrastructure.guardrail.model;

/** There is no program to judge: what, where, and what to do. */
public final class UnreadableProgramException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableProgramException(String message) {
        super(message);
    }
}
