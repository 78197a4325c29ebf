package payments.service.store;

/** The store throttles, is down or cannot be reached. Temporary: the caller may repeat the same request. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Wraps what the SDK said, for its class only; its message is not shown to anyone. */
    public StoreUnavailableException(Throwable cause) {
        super("the payment table cannot answer now", cause);
    }
}
