package payments.infrastructure.guardrail.policy;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A condition operator, such as {@code ForAllValues:StringNotLikeIfExists}.
 *
 * @param quantifier how many of the request's values must pass
 * @param comparison how two texts compare
 * @param negated whether the comparison must fail for every value of the policy
 * @param ifExists whether an absent key passes
 */
public record ConditionOperator(Quantifier quantifier, Comparison comparison, boolean negated, boolean ifExists) {
    /** How many of the request's values must pass. */
    public enum Quantifier {
        NONE,
        /** {@code ForAllValues}: all; an absent key passes. */
        FOR_ALL_VALUES,
        /** {@code ForAnyValue}: one; an absent key fails. */
        FOR_ANY_VALUE
    }

    private static final String IF_EXISTS = "IfExists";

    /** The operators that pass where another one fails. */
    private static final Map<String, Comparison> NEGATED = Map.of(
            "StringNotEquals", Comparison.STRING_EQUALS,
            "StringNotEqualsIgnoreCase", Comparison.STRING_EQUALS_IGNORE_CASE,
            "StringNotLike", Comparison.STRING_LIKE,
            "ArnNotEquals", Comparison.ARN_LIKE,
            "ArnNotLike", Comparison.ARN_LIKE,
            "NumericNotEquals", Comparison.NUMERIC_EQUALS,
            "DateNotEquals", Comparison.DATE_EQUALS,
            "NotIpAddress", Comparison.IP_ADDRESS);

    public ConditionOperator {
        Objects.requireNonNull(quantifier, "quantifier");
        Objects.requireNonNull(comparison, "comparison");
    }

    /** Reads an operator; empty where AWS knows none of this name. */
    static Optional<ConditionOperator> of(String name) {
        Quantifier quantifier = name.startsWith("ForAllValues:")
                ? Quantifier.FOR_ALL_VALUES
                : name.startsWith("ForAnyValue:") ? Quantifier.FOR_ANY_VALUE : Quantifier.NONE;
        String rest = quantifier == Quantifier.NONE ? name : name.substring(name.indexOf(':') + 1);
        boolean ifExists = rest.endsWith(IF_EXISTS);
        String base = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
        Comparison negated = NEGATED.get(base);
        return Optional.ofNullable(negated)
                .or(() -> Comparison.named(base))
                .filter(comparison -> comparison != Comparison.NULL || base.equals(name))
                .map(comparison -> new ConditionOperator(quantifier, comparison, negated != null, ifExists));
    }
}
