package payments.service.simulation;

/** The function is killed at this point; whoever invoked it hears nothing. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("killed", null, false, false);
    }
}
