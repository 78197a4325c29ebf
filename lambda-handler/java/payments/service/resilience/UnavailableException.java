package payments.service.resilience;

/**
 * A dependency throttles, is down or cannot be reached in time. The caller may repeat the same request: either nothing
 * was written, or the repetition finds what was.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Wraps what the dependency's client said, for its class only; its message is never shown.
     *
     * @param dependency what is unavailable, in our words, for example {@code the payment table}
     */
    public UnavailableException(String dependency, Throwable cause) {
        super(dependency + " cannot answer now", cause);
    }

    /** There is too little time left to begin. */
    public UnavailableException(String reason) {
        super(reason);
    }
}
