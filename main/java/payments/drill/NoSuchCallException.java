package payments.drill;

/** The region makes fewer calls than the one at which it was to be lost. */
public final class NoSuchCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long calls;

    NoSuchCallException(long calls) {
        super("the region makes %d calls".formatted(calls));
        this.calls = calls;
    }

    /** How many it makes. */
    public long calls() {
        return calls;
    }
}
