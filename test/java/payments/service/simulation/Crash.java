package payments.service.simulation;

/** The function is killed at this point; its caller gets no answer. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("killed", null, false, false);
    }
}
