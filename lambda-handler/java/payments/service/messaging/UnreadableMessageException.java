package payments.service.messaging;

/**
 * A message that this version of the program cannot process. It belongs into the dead-letter queue, where a person or
 * a later version finds it. The message is one of our own words and never repeats the body.
 */
public final class UnreadableMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Refuses for a reason.
     *
     * @param reason in kebab case, for example {@code unknown-version}
     */
    public UnreadableMessageException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Why. */
    public String reason() {
        return reason;
    }
}
