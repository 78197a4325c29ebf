package payments.infrastructure.guardrail.rules.platform;

import java.util.List;
import payments.infrastructure.guardrail.access.Administration;
import payments.infrastructure.guardrail.access.WrittenPolicies;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.PolicyRule;
import payments.infrastructure.guardrail.rules.ResourcePolicy;

/**
 * What uses a key, bucket, queue, topic or secret does not administer it. The policy of a resource lets a role in without any policy of
 * the role's own, so what is found nowhere among the rights of the role is asked for here. The policy
 * of an endpoint only limits, and is not judged.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">AWS: key policies</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource">AWS:
 *     kms:GrantIsForAWSResource</a>
 */
@Guardrail(
        id = "resource-policy-no-admin",
        severity = Severity.CRITICAL,
        expects = "workloads use the resource; its policy, protection and deletion are left to administrators",
        fix = "name the actions that the workload needs; give kms:CreateGrant only with kms:GrantIsForAWSResource",
        why = "Code that is broken into could open the resource to anybody, or have it deleted with all it encrypts",
        pci = {"3.6.1.3", "7.2.2", "7.2.5"},
        sources = {"AVD-AWS-0065", "ours: the roles that a service assumes, asked what the resource itself lets them do"
        })
final class ResourcePolicyNoAdministration extends PolicyRule {
    ResourcePolicyNoAdministration() {
        super(
                PolicyKind.RESOURCE,
                WrittenPolicies.ofResources().stream()
                        .filter(place -> !place.startsWith("aws_vpc_endpoint"))
                        .toArray(String[]::new));
    }

    @Override
    protected List<Finding> findings(Resource holder, Policy policy) {
        return ResourcePolicy.findings(Administration.byWorkloads(holder, policy));
    }
}
