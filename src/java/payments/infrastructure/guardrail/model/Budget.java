package payments.infrastructure.guardrail.model;

/** How much one value may take to compute, since a few lines that list one another would else fill any memory; and what it lacked. */
final class Budget {
    /** A document that AWS takes has some thousands of values; the largest program of ours some hundred thousand. */
    static final int MOST_VALUES = 300_000;

    private static final int LONGEST_TEXT = 1024 * 1024;

    /** What a value may take after another of its stack had too much: the stack is a finding by then, and more of it would only wait. */
    private static final int AFTER_GROWTH = 100;

    private final Stack stack;
    private int steps;
    private int missing;

    Budget(Stack stack) {
        this.stack = stack;
    }

    /** Counts one step, and says whether there were too many. */
    boolean isSpent() {
        return isTooMany(++steps);
    }

    boolean isTooMany(int values) {
        return noted(values > (stack.hasGrown() ? MOST_VALUES / AFTER_GROWTH : MOST_VALUES));
    }

    boolean isTooLong(int text) {
        return noted(text > (stack.hasGrown() ? LONGEST_TEXT / AFTER_GROWTH : LONGEST_TEXT));
    }

    /** Notes that an expression named something that is known not to be there, which is an error. */
    void misses() {
        missing++;
    }

    /** How often that was so. */
    int missing() {
        return missing;
    }

    private boolean noted(boolean grown) {
        if (grown) {
            stack.grew();
        }
        return grown;
    }
}
