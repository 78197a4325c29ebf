package payments.drill.engine;

/** The function is killed at this point; its caller gets no answer. */
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    /** Kills the function that makes the call. */
    public Crash() {
        super("killed", null, false, false);
    }
}
