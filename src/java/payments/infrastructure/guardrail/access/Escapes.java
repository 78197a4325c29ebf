package payments.infrastructure.guardrail.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.policy.Condition;
import payments.infrastructure.guardrail.policy.Effect;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Truth;

/**
 * Requests that escape a condition: one more value beside the denied one, or none at all. What a caller writes into a request it
 * chooses, so the evaluator is asked for each such request whether the statement still means it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">AWS:
 *     set operators for multivalued context keys</a>
 */
public final class Escapes {
    /** What a caller lists in its request, as many as it likes: items, attributes, records, operations of a grant, receivers. */
    private static final Pattern LISTED =
            Pattern.compile("(?i)dynamodb:(?:LeadingKeys|Attributes|[A-Z]\\w*PartitionKeyValues)"
                    + "|route53:ChangeResourceRecordSets\\w+|kms:GrantOperations|ses:Recipients");

    /** Keys of items. */
    private static final Pattern ITEMS = Pattern.compile("(?i)dynamodb:(?:LeadingKeys|[A-Z]\\w*PartitionKeyValues)");

    /** What reads items without naming one. */
    private static final List<String> WITHOUT_ITEM = List.of("dynamodb:Scan", "dynamodb:PartiQLSelect");

    /** What a session has only after a second factor; a key of a user that is used directly has none of it. */
    private static final Set<String> SECOND_FACTOR = Set.of("aws:multifactorauthpresent", "aws:multifactorauthage");

    private Escapes() {}

    /**
     * That requests escape a statement.
     *
     * @param how in words that go on after the name of the statement
     */
    public record Escape(String statement, String how) {}

    /** How requests escape the statements of a policy, at most one for each statement. */
    public static List<Escape> of(List<PolicyStatement> statements) {
        List<Escape> escapes = new ArrayList<>();
        for (PolicyStatement statement : statements) {
            Optional<String> how = statement.effect() == Effect.ALLOW
                    ? unnamed(statement)
                    : mixed(statement).or(() -> withoutFactor(statement, statements));
            how.ifPresent(words -> escapes.add(new Escape(statement.label(), words)));
        }
        return escapes;
    }

    /** A denial that a value which is not denied switches off for one beside it that is. */
    private static Optional<String> mixed(PolicyStatement denial) {
        return condition(denial, key -> LISTED.matcher(key).matches())
                .filter(condition -> isEscaped(denial, condition))
                .map(condition ->
                        "does not deny a request with another of %s beside the denied one".formatted(condition.key()));
    }

    private static boolean isEscaped(PolicyStatement denial, Condition condition) {
        String listed = Stranger.filled(condition.values().get(0));
        String other = "another-" + listed + "-one";
        RequestContext one = RequestContext.nothing().with(condition.key(), listed);
        RequestContext two = RequestContext.nothing().with(condition.key(), other);
        boolean denies = denial.conditionsHold(one).isPossible()
                || denial.conditionsHold(two).isPossible();
        RequestContext both = RequestContext.nothing().with(condition.key(), listed, other);
        return denies && denial.conditionsHold(both) == Truth.FALSE;
    }

    /** A right to single items that a request has which names none. */
    private static Optional<String> unnamed(PolicyStatement right) {
        return condition(right, key -> ITEMS.matcher(key).matches())
                .filter(condition -> right.conditionsHold(
                                RequestContext.nothing().without(condition.key()))
                        .isPossible())
                .flatMap(condition -> WITHOUT_ITEM.stream()
                        .filter(action -> right.matchesAction(action).isPossible())
                        .findFirst()
                        .map(action -> "allows %s, which names no item, so %s limits nothing"
                                .formatted(action, condition.key())));
    }

    /** A denial without a second factor that does not hold where nothing is said of one. */
    private static Optional<String> withoutFactor(PolicyStatement denial, List<PolicyStatement> all) {
        RequestContext silent = RequestContext.nothing().without(SECOND_FACTOR.toArray(String[]::new));
        Predicate<String> factor = key -> SECOND_FACTOR.contains(key.toLowerCase(Locale.ROOT));
        boolean denied = all.stream()
                .filter(statement -> statement.effect() == Effect.DENY)
                .filter(statement -> condition(statement, factor).isPresent())
                .anyMatch(statement -> statement.conditionsHold(silent).isPossible());
        return condition(denial, factor)
                .filter(condition -> !denied)
                .map(condition ->
                        "denies nothing where %s is absent, as with a user's access key".formatted(condition.key()));
    }

    private static Optional<Condition> condition(PolicyStatement statement, Predicate<String> key) {
        return statement.conditions().stream()
                .filter(condition -> key.test(condition.key()))
                .findFirst();
    }
}
