package payments.infrastructure.guardrail.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.access.Strangers;
import payments.infrastructure.guardrail.access.Strangers.Way;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.UnparseablePolicy;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Judges the policy of a queue or topic, which is an attribute of it or a resource of its own: it refuses plain transport, names
 * its principals, and meets the further demands of its service.
 *
 * @param type the type of the resource that the policy protects; a policy of its own has the type with {@code _policy} behind it
 * @param reference the attribute by which a policy of its own names what it protects
 * @param actions what must be refused over plain transport
 * @param demands what each of its Allow statements must meet besides
 */
public record NarrowPolicy(String type, String reference, List<String> actions, List<Demand> demands) {
    private static final String POLICY = "policy";

    /**
     * What each Allow statement must meet.
     *
     * @param qualifier distinguishes its findings from others
     * @param broken whether a statement does not meet it
     * @param found what a finding says after the name of the statement
     */
    public record Demand(
            String qualifier, Predicate<PolicyStatement> broken, Function<PolicyStatement, String> found) {}

    /** No action is named by a wildcard or by exclusion. */
    public static final Demand NAMED_ACTIONS =
            new Demand("Action", NarrowPolicy::isWide, statement -> "allows actions by wildcard");

    /** A service acts for every customer of AWS, so the statement must say by a condition on whose behalf. */
    public static Demand pinnedServices(Predicate<PolicyStatement> pinned) {
        return new Demand(
                "Service",
                statement -> ResourcePolicy.isForServices(statement) && !pinned.test(statement),
                statement -> "does not pin " + statement.principals());
    }

    /** The type of a policy that is a resource of its own. */
    public static String policyOf(String type) {
        return type + "_policy";
    }

    /** Judges one resource of either type. */
    public void judge(Resource subject, Verdicts verdicts) {
        if (subject.type().equals(policyOf(type))) {
            judge(subject.follow(reference, type).orElse(subject), subject, verdicts);
        } else if (subject.has(POLICY)) {
            judge(subject, subject, verdicts);
        } else if (subject.referrers(policyOf(type), reference).isEmpty()) {
            verdicts.fail(POLICY, subject.attribute(POLICY));
        } else {
            verdicts.notApplicable("its policy is a resource of its own");
        }
    }

    private void judge(Resource owner, Resource holder, Verdicts verdicts) {
        ParsedPolicy parsed = Policies.of(holder.toString(), holder, POLICY, PolicyKind.RESOURCE);
        if (parsed instanceof UnparseablePolicy unreadable) {
            verdicts.fail(POLICY, "cannot be read: " + unreadable.reason());
            return;
        }
        Policy policy = (Policy) parsed;
        if (ResourcePolicy.refusesPlainTransport(owner, policy, actions)) {
            verdicts.pass(POLICY, "refuses plain transport");
        } else {
            verdicts.fail(
                    "transport",
                    POLICY,
                    "no Deny of %s for every principal when aws:SecureTransport is false"
                            .formatted(String.join(", ", actions)));
        }
        requireNoStrangers(owner, policy, verdicts);
        for (Demand demand : demands) {
            policy.allows().stream()
                    .filter(demand.broken())
                    .forEach(statement -> verdicts.fail(
                            demand.qualifier() + "::" + statement.label(),
                            POLICY,
                            statement.label() + " " + demand.found().apply(statement)));
        }
    }

    /** Fails for each statement by which strangers come in; says whether there was none. */
    public static boolean requireNoStrangers(Resource owner, Policy policy, Verdicts verdicts) {
        List<Way> ways = new ArrayList<>(Strangers.directly(owner, policy));
        ways.addAll(Strangers.throughServices(owner, policy));
        ways.forEach(way -> verdicts.fail(
                "Principal::" + way.statement(),
                POLICY,
                "%s allows %s %s".formatted(way.statement(), way.who(), way.action())));
        return ways.isEmpty();
    }

    private static boolean isWide(PolicyStatement statement) {
        return statement.actions().excluded()
                || statement.actions().patterns().stream().anyMatch(action -> action.contains("*"));
    }
}
