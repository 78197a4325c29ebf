package payments.service.simulation;

/** An invariant of threats.md does not hold. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    /** Names the invariant and what was seen. */
    Violation(String invariant, String seen) {
        super(invariant + ": " + seen);
    }
}
