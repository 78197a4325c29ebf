package payments.infrastructure.guardrail.rules;

import java.util.Set;
import java.util.function.Predicate;
import payments.infrastructure.guardrail.policy.Comparison;
import payments.infrastructure.guardrail.policy.Condition;
import payments.infrastructure.guardrail.policy.ConditionOperator.Quantifier;
import payments.infrastructure.guardrail.policy.PolicyStatement;

/** Conditions that really narrow a statement down: to fixed values, also where the key is absent. */
public final class Pins {
    private static final Set<Comparison> EXACT = Set.of(
            Comparison.STRING_EQUALS,
            Comparison.STRING_EQUALS_IGNORE_CASE,
            Comparison.STRING_LIKE,
            Comparison.ARN_LIKE,
            Comparison.IP_ADDRESS);

    private static final int ACCOUNT = 4;

    private Pins() {}

    /**
     * Whether a condition ties the statement to fixed values of one of the keys. One that also passes for an absent key, for
     * all but some values, or for every value, ties it to nothing.
     *
     * @param keys names of context keys; one that ends in a colon stands for all that start so
     */
    public static boolean to(PolicyStatement statement, Set<String> keys) {
        return to(statement, written -> keys.stream().anyMatch(key -> names(written, key)));
    }

    /** Whether a condition ties the statement to fixed values of a key that is one of the wanted. */
    public static boolean to(PolicyStatement statement, Predicate<String> wanted) {
        return statement.conditions().stream().anyMatch(condition -> wanted.test(condition.key()) && fixes(condition));
    }

    private static boolean names(String written, String key) {
        return key.endsWith(":") ? written.regionMatches(true, 0, key, 0, key.length()) : written.equalsIgnoreCase(key);
    }

    private static boolean fixes(Condition condition) {
        return EXACT.contains(condition.operator().comparison())
                && !condition.operator().negated()
                && !condition.operator().ifExists()
                && condition.operator().quantifier() != Quantifier.FOR_ALL_VALUES
                && condition.values().stream()
                        .allMatch(value -> isFixed(condition.operator().comparison(), value));
    }

    /** An ARN is fixed by its account, or, where it has none as a bucket's, by a name. */
    private static boolean isFixed(Comparison comparison, String value) {
        if (comparison == Comparison.STRING_EQUALS || comparison == Comparison.STRING_EQUALS_IGNORE_CASE) {
            return true;
        }
        if (comparison == Comparison.IP_ADDRESS) {
            return !value.endsWith("/0");
        }
        String[] parts = value.split(":", 6);
        if (parts.length == 6 && parts[0].equals("arn")) {
            return parts[ACCOUNT].isEmpty()
                    ? !parts[5].startsWith("*")
                    : !parts[ACCOUNT].contains("*") && !parts[ACCOUNT].contains("?");
        }
        return !value.contains("*") && !value.contains("?");
    }
}
