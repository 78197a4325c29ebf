package payments.infrastructure.guardrail.rules.reality;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Decision;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A role that a resource gives to a service allows all that the service does for this resource: what Lambda reads from an event
 * source and sends to a destination, what S3 reads and writes for replication, what a schedule, a rule or a workflow calls, and
 * where logs go. Some services ask IAM when the resource is made, and refuse it; others do nothing later, and say so nowhere. The
 * policies are evaluated as IAM does, with the role's boundary; where a condition decides, the role passes.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html">AWS: execution roles</a>
 */
@Guardrail(
        id = "iam-role-serves",
        severity = Severity.HIGH,
        expects = "a role that allows what the service does with it",
        fix =
                "allow the action in the finding on the resource in the finding, in a policy of the role and in its boundary",
        why = "The apply fails where the service asks first, and elsewhere events, copies or logs are lost in silence",
        sources = "ours: neither Terraform nor its provider evaluates policies")
final class IamRoleServes extends ResourceRule {
    IamRoleServes() {
        super(ServiceNeeds.TYPES);
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        List<ServiceNeed> needs = ServiceNeeds.of(resource);
        int judged = 0;
        boolean good = true;
        for (ServiceNeed need : needs) {
            Optional<Resource> role = resource.find("aws_iam_role", need.role());
            if (role.isPresent()) {
                judged++;
                good &= judge(resource, role.get(), need, verdicts);
            }
        }
        if (judged == 0) {
            verdicts.notApplicable("it gives a service no role of the program");
        } else if (good) {
            verdicts.pass("", judged + " uses of a role");
        }
    }

    private static boolean judge(Resource resource, Resource role, ServiceNeed need, Verdicts verdicts) {
        boolean good = true;
        Identity identity = Permissions.of(role);
        for (String action : need.actions()) {
            if (!mayAllow(identity, action, need.resource(), resource.account())) {
                good = false;
                String what = "%s on %s by %s".formatted(action, need.resource(), role.path());
                verdicts.fail(action, need.attribute(), what + ": not allowed", what + " allowed");
            }
        }
        return good;
    }

    private static boolean mayAllow(Identity identity, String action, String arn, String account) {
        if (arn.isEmpty()) {
            return identity.policies().stream().anyMatch(policy -> mentions(policy, action));
        }
        Decision decision = Access.may(identity, action, Target.of(arn, account), RequestContext.nothing());
        return decision.isPossible();
    }

    /** Whether a policy allows an action on something; of one that cannot be read that is not known. */
    private static boolean mentions(ParsedPolicy policy, String action) {
        return !(policy instanceof Policy read)
                || read.allows().stream()
                        .anyMatch(statement -> statement.matchesAction(action).isPossible());
    }
}
