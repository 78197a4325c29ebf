package payments.drill.evidence;

/** An invariant of threats.md does not hold. */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    /** Names the invariant and what was seen. */
    public Violation(String invariant, String seen) {
        super(invariant + ": " + seen);
    }
}
