package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import payments.infrastructure.guardrail.access.AttachedPolicies;
import payments.infrastructure.guardrail.access.ManagedPolicies;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Of AWS-managed policies only those of {@link ManagedPolicies} are attached. AWSLambdaVPCAccessExecutionRole is none of them:
 * it lets a function's code act on every network interface.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html">AWS: security best practices in IAM</a>
 */
@Guardrail(
        id = "iam-managed-policies",
        severity = Severity.MEDIUM,
        expects = "AWS-managed policies only where a service insists on them",
        fix = "write a policy of your own that lists the actions",
        why = "AWS-managed policies are wider than needed, and AWS changes them",
        pci = "7.2.2",
        sources = "AwsSolutions-IAM4")
final class IamManagedPoliciesAccepted extends ResourceRule {
    IamManagedPoliciesAccepted() {
        super(AttachedPolicies.types().toArray(String[]::new));
    }

    @Override
    protected void judge(Resource attachment, Verdicts verdicts) {
        List<Value> managed = AttachedPolicies.of(attachment).stream()
                .filter(policy -> ManagedPolicies.isManaged(AttachedPolicies.arn(policy)))
                .toList();
        if (managed.isEmpty()) {
            verdicts.notApplicable("no AWS-managed policy");
        }
        for (Value policy : managed) {
            String arn = AttachedPolicies.arn(policy);
            if (ManagedPolicies.isAccepted(arn)) {
                verdicts.pass(AttachedPolicies.attribute(attachment), policy);
            } else {
                verdicts.fail("Policy::" + arn, AttachedPolicies.attribute(attachment), arn);
            }
        }
    }
}
