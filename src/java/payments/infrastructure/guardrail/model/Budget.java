package payments.infrastructure.guardrail.model;

/** How much one value may take to compute: a few lines that list one another would else fill any memory. */
final class Budget {
    /** A document that AWS takes has some thousands of values; the largest program of ours some hundred thousand. */
    static final int MOST_VALUES = 300_000;

    private static final int LONGEST_TEXT = 8 * 1024 * 1024;

    private final Stack stack;
    private int steps;

    Budget(Stack stack) {
        this.stack = stack;
    }

    /** Counts one step, and says whether there were too many. */
    boolean isSpent() {
        return isTooMany(++steps);
    }

    boolean isTooMany(int values) {
        return noted(values > MOST_VALUES);
    }

    boolean isTooLong(int text) {
        return noted(text > LONGEST_TEXT);
    }

    private boolean noted(boolean grown) {
        if (grown) {
            stack.grew();
        }
        return grown;
    }
}
