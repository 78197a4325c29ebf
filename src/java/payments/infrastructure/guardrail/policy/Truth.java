package payments.infrastructure.guardrail.policy;

/**
 * Whether something holds, as far as a policy's text shows. The order is the strength of the claim: "and" is the weaker of
 * two, "or" the stronger (Kleene's logic with two kinds of doubt).
 */
public enum Truth {
    /** Never holds. */
    FALSE,
    /** A text is not known before an apply, or a policy could not be read. */
    UNKNOWN,
    /** A context key decides, and the question says nothing of it. */
    DEPENDS,
    /** Always holds. */
    TRUE;

    static Truth of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    /** Holds when both hold. */
    public Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Holds when either holds. */
    public Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Holds when this does not; doubt stays doubt. */
    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
            case DEPENDS -> DEPENDS;
        };
    }

    /** Whether it may hold. */
    public boolean isPossible() {
        return this != FALSE;
    }
}
