package payments.infrastructure.guardrail.policy;

import java.util.List;
import java.util.function.Function;

/**
 * The actions or resources of a statement: those that match, or all but those.
 *
 * @param excluded whether the statement says {@code NotAction} or {@code NotResource}
 * @param patterns names with wildcards, as written
 */
public record Patterns(boolean excluded, List<String> patterns) {
    public Patterns {
        patterns = List.copyOf(patterns);
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("a statement needs at least one action and one resource");
        }
    }

    Truth matches(Function<String, Truth> test) {
        Truth any = Truth.FALSE;
        for (int at = 0; at < patterns.size() && any != Truth.TRUE; at++) {
            any = any.or(test.apply(patterns.get(at)));
        }
        return excluded ? any.not() : any;
    }
}
