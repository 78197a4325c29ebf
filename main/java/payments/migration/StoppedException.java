package payments.migration;

/** The work was asked to end; what is done is noted, and the same command goes on from there. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public StoppedException() {
        super("stopped");
    }
}
