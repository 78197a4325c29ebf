package payments.infrastructure.guardrail.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.access.OwnAccounts;
import payments.infrastructure.guardrail.access.Strangers.Way;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Decision;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.guardrail.rules.PolicyRule.Finding;
import payments.infrastructure.reality.HarmfulAction.Kind;
import payments.infrastructure.reality.HarmfulActions;

/** What the policies of queues, topics and buses have in common: no principal that the owner of the policy does not know. */
public final class ResourcePolicy {
    private ResourcePolicy() {}

    /** The ways in as findings of a rule on policies. */
    public static List<Finding> findings(List<Way> ways) {
        return ways.stream()
                .map(way -> new Finding(
                        "Statement::" + way.statement(),
                        "statement %s allows %s %s".formatted(way.statement(), way.who(), way.action())))
                .toList();
    }

    /** The statements that let identities of ours, which they name, change who may do what with the resource. */
    public static List<Finding> takeovers(Resource owner, Policy policy) {
        OwnAccounts accounts = OwnAccounts.of(owner.stack().program());
        return policy.allows().stream()
                .filter(statement -> statement.principals() != null
                        && statement.principals().aws().stream().anyMatch(name -> !isWholeAccount(accounts, name)))
                .flatMap(statement -> changes(statement)
                        .map(action -> new Finding(
                                "Action::" + action,
                                "statement %s allows %s %s, which changes who may do what"
                                        .formatted(statement.label(), statement.principals(), action)))
                        .stream())
                .toList();
    }

    private static boolean isWholeAccount(OwnAccounts accounts, String name) {
        return accounts.isOwnPrincipal(name) && (name.endsWith(":root") || name.equals(OwnAccounts.account(name)));
    }

    private static Optional<String> changes(PolicyStatement statement) {
        return statement.actions().excluded()
                ? Optional.of("all but some")
                : statement.actions().patterns().stream()
                        .filter(pattern -> !HarmfulActions.known()
                                .matching(pattern, Set.of(Kind.PERMISSIONS))
                                .isEmpty())
                        .findFirst();
    }

    /** Whether plain transport is refused to everyone, for each of the actions. */
    public static boolean refusesPlainTransport(Resource owner, ParsedPolicy policy, List<String> actions) {
        RequestContext plain = RequestContext.nothing().with("aws:SecureTransport", "false");
        List<Caller> callers = List.of(
                Caller.anonymous(),
                Caller.role("arn:aws:iam::" + owner.account() + ":role/anybody"),
                Caller.role("arn:aws:iam::666666666666:role/stranger"),
                Caller.service("cloudwatch.amazonaws.com"));
        Target target = Target.of(owner.arn(), owner.account(), policy);
        return callers.stream().allMatch(caller -> actions.stream()
                .allMatch(action -> Access.may(Identity.outside(caller), action, target, plain)
                                .outcome()
                        == Decision.Outcome.DENIED_EXPLICITLY));
    }

    /** The Allow statements for services, each of which acts for every customer of AWS unless a condition says for whom. */
    public static List<PolicyStatement> forServices(Policy policy) {
        return policy.allows().stream().filter(ResourcePolicy::isForServices).toList();
    }

    static boolean isForServices(PolicyStatement statement) {
        return statement.principals() != null
                && !statement.principals().services().isEmpty();
    }
}
