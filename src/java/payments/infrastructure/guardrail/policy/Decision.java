package payments.infrastructure.guardrail.policy;

import java.util.List;
import java.util.Objects;

/**
 * The answer to a question.
 *
 * @param outcome the answer
 * @param grounds the statements that made it, and policies that could not be read; empty where nothing matched
 */
public record Decision(Outcome outcome, List<Ground> grounds) {
    /** What may be answered. */
    public enum Outcome {
        /** Some policy allows it, none denies it. */
        ALLOWED,
        /** A policy denies it. */
        DENIED_EXPLICITLY,
        /** Nothing allows it. */
        NOT_ALLOWED,
        /** Context keys decide, of which the question says nothing. */
        CONDITIONAL,
        /** A text is not known before an apply, or a policy could not be read. */
        UNKNOWN
    }

    /**
     * A statement, or an unreadable policy, that had a part in the answer.
     *
     * @param policy where the policy stands
     * @param statement the statement's label, or why the policy could not be read
     * @param effect what it does; an unreadable policy is taken to deny
     * @param match how sure it is that it matches
     */
    public record Ground(String policy, String statement, Effect effect, Truth match) {
        @Override
        public String toString() {
            return "%s %s of %s (%s)".formatted(effect, statement, policy, match);
        }
    }

    public Decision {
        Objects.requireNonNull(outcome, "outcome");
        grounds = List.copyOf(grounds);
    }

    /** Whether it cannot be ruled out; only then is a negative answer reliable. */
    public boolean isPossible() {
        return outcome != Outcome.DENIED_EXPLICITLY && outcome != Outcome.NOT_ALLOWED;
    }

    @Override
    public String toString() {
        return grounds.isEmpty() ? outcome.toString() : "%s by %s".formatted(outcome, grounds);
    }
}
