package payments.infrastructure.guardrail.rules;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Decision;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;

/** What the policies of queues, topics and buses have in common: no principal that the owner of the policy does not know. */
public final class ResourcePolicy {
    private static final Set<String> SOURCES = Set.of(
            "aws:SourceArn",
            "aws:SourceAccount",
            "aws:SourceOwner",
            "aws:PrincipalOrgID",
            "aws:PrincipalAccount",
            "aws:SourceOrgID");

    private ResourcePolicy() {}

    /** The statements that let in everyone, another account, or all but some, without a condition that names who is meant. */
    public static List<String> openStatements(Resource owner, Policy policy) {
        return policy.allows().stream()
                .filter(statement -> !Pins.to(statement, SOURCES))
                .filter(statement -> isOpen(owner, statement.principals()))
                .map(PolicyStatement::label)
                .toList();
    }

    private static boolean isOpen(Resource owner, @Nullable Principals principals) {
        return principals == null
                || principals.excluded()
                || principals.names().containsKey("CanonicalUser")
                || principals.aws().stream().anyMatch(name -> !isOurs(owner, name));
    }

    private static boolean isOurs(Resource owner, String principal) {
        String[] arn = principal.split(":", 6);
        String account = arn.length == 6 ? arn[4] : principal;
        return account.equals(owner.account())
                || principal.contains(":aws_iam_role.")
                || principal.contains(":data.aws_caller_identity.");
    }

    /** Whether plain transport is refused to everyone, for each of the actions. */
    public static boolean refusesPlainTransport(Resource owner, ParsedPolicy policy, List<String> actions) {
        RequestContext plain = RequestContext.nothing().with("aws:SecureTransport", "false");
        List<Caller> callers = List.of(
                Caller.anonymous(),
                Caller.role("arn:aws:iam::" + owner.account() + ":role/anybody"),
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
