package payments.infrastructure.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.policy.Condition;
import payments.infrastructure.guardrail.policy.ConditionOperator.Quantifier;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Patterns;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;

/** Statements as values: what they say, however they are called and in whatever order they say it. */
final class Statements {
    private Statements() {}

    /** Equal for two statements that say the same. */
    static String key(PolicyStatement statement) {
        Principals principals = statement.principals();
        Map<String, Object> who = new TreeMap<>();
        if (principals != null) {
            principals.names().forEach((kind, names) -> who.put(kind, new TreeSet<>(names)));
        }
        return String.join(
                " ",
                statement.effect().toString(),
                String.valueOf(statement.version2012()),
                principals != null && principals.excluded() ? "all but" : "",
                who.toString(),
                key(statement.actions()).toLowerCase(Locale.ROOT),
                statement.resources() == null ? "" : key(statement.resources()),
                conditions(statement));
    }

    private static String key(Patterns patterns) {
        return (patterns.excluded() ? "all but " : "") + new TreeSet<>(patterns.patterns());
    }

    /** The conditions of a statement in words; empty without one. */
    static String conditions(PolicyStatement statement) {
        return statement.conditions().stream()
                .map(Statements::condition)
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    private static String condition(Condition condition) {
        String values = String.join(" or ", new TreeSet<>(condition.values()));
        return "%s%s %s%s %s%s"
                .formatted(
                        condition.operator().quantifier() == Quantifier.NONE
                                ? ""
                                : condition.operator().quantifier() == Quantifier.FOR_ALL_VALUES
                                        ? "for all values: "
                                        : "for any value: ",
                        condition.key(),
                        condition.operator().negated() ? "not " : "",
                        condition
                                .operator()
                                .comparison()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' '),
                        values,
                        condition.operator().ifExists() ? " (if it exists)" : "");
    }

    /** The policy with every text changed, so that two programs call the same thing the same. */
    static @Nullable ParsedPolicy map(@Nullable ParsedPolicy parsed, UnaryOperator<String> change) {
        if (!(parsed instanceof Policy policy)) {
            return parsed;
        }
        return new Policy(
                policy.name(),
                policy.kind(),
                policy.statements().stream()
                        .map(statement -> map(statement, change))
                        .toList());
    }

    private static PolicyStatement map(PolicyStatement statement, UnaryOperator<String> change) {
        return new PolicyStatement(
                statement.label(),
                statement.version2012(),
                statement.effect(),
                map(statement.principals(), change),
                statement.actions(),
                statement.resources() == null ? null : map(statement.resources(), change),
                statement.conditions().stream()
                        .map(condition ->
                                new Condition(condition.operator(), condition.key(), map(condition.values(), change)))
                        .toList());
    }

    /**
     * The evaluator knows no callers of identity providers. Each is taken for a service of the provider's name, which also has no
     * account.
     */
    private static @Nullable Principals map(@Nullable Principals principals, UnaryOperator<String> change) {
        if (principals == null) {
            return null;
        }
        Map<String, List<String>> names = new LinkedHashMap<>();
        principals.names().forEach((kind, some) -> {
            String as = kind.equals("Federated") || kind.equals("CanonicalUser") ? "Service" : kind;
            names.merge(as, map(some, change), (first, second) -> {
                List<String> both = new ArrayList<>(first);
                both.addAll(second);
                return both;
            });
        });
        return new Principals(principals.excluded(), names);
    }

    private static Patterns map(Patterns patterns, UnaryOperator<String> change) {
        return new Patterns(patterns.excluded(), map(patterns.patterns(), change));
    }

    private static List<String> map(List<String> texts, UnaryOperator<String> change) {
        return texts.stream().map(change).toList();
    }
}
