package payments.service.batch;

/** Another run has taken the batch, because this one was silent for longer than its lease. It stops; nothing is lost. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For a batch. */
    public LeaseLostException(Throwable cause) {
        super("another run works on this batch now", cause);
    }
}
