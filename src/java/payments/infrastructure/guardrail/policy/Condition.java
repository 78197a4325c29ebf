package payments.infrastructure.guardrail.policy;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One key of a statement's {@code Condition}. The rules for absent keys are those of the IAM User Guide, "Condition
 * operators" and "Set operators for multivalued context keys".
 *
 * @param operator how it compares
 * @param key the context key, as written
 * @param values what it compares with, at least one
 */
public record Condition(ConditionOperator operator, String key, List<String> values) {
    public Condition {
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(key, "key");
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("the condition on '%s' has no values".formatted(key));
        }
    }

    Truth holds(RequestContext context, @Nullable RequestContext variables) {
        List<String> actual = context.values(key);
        if (actual == null) {
            return Truth.DEPENDS;
        }
        if (operator.comparison() == Comparison.NULL) {
            return anyValue(expected -> TextMatch.equal(expected, String.valueOf(actual.isEmpty()), variables));
        }
        if (actual.isEmpty()) {
            return whenAbsent();
        }
        return switch (operator.quantifier()) {
            case FOR_ALL_VALUES -> allOf(actual, variables);
            case FOR_ANY_VALUE -> anyOf(actual, variables);
            case NONE -> {
                // Several values without a set operator: AWS says not to, and does not say what happens.
                Truth all = allOf(actual, variables);
                Truth any = anyOf(actual, variables);
                yield all == any ? all : Truth.DEPENDS;
            }
        };
    }

    private Truth whenAbsent() {
        return switch (operator.quantifier()) {
            case FOR_ALL_VALUES -> Truth.TRUE;
            // AWS does not say which of the two wins.
            case FOR_ANY_VALUE -> operator.ifExists() ? Truth.DEPENDS : Truth.FALSE;
            case NONE -> Truth.of(operator.ifExists() || operator.negated());
        };
    }

    private Truth allOf(List<String> actual, @Nullable RequestContext variables) {
        return actual.stream().map(value -> test(value, variables)).reduce(Truth.TRUE, Truth::and);
    }

    private Truth anyOf(List<String> actual, @Nullable RequestContext variables) {
        return actual.stream().map(value -> test(value, variables)).reduce(Truth.FALSE, Truth::or);
    }

    private Truth test(String actual, @Nullable RequestContext variables) {
        Truth any = anyValue(expected -> operator.comparison().test(expected, actual, variables));
        return operator.negated() ? any.not() : any;
    }

    private Truth anyValue(Function<String, Truth> test) {
        return values.stream().map(test).reduce(Truth.FALSE, Truth::or);
    }
}
