package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import payments.infrastructure.guardrail.access.Strangers;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.PolicyRule;
import payments.infrastructure.guardrail.rules.ResourcePolicy;

/**
 * Through an endpoint no code reaches what is a stranger's with a stranger's keys, which is how data leaves a network that has no
 * other way. The evaluator is asked: a condition that names the stranger, or all but us, is none.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html">AWS: data perimeters</a>
 */
@Guardrail(
        id = "vpc-endpoint-own-data",
        severity = Severity.HIGH,
        expects = "a policy for principals or resources of the own accounts or organization only",
        fix = "add StringEquals on aws:PrincipalAccount and aws:ResourceAccount with the own account",
        why = "Code in the network could send data to a bucket of a stranger with the stranger's keys",
        pci = {"1.3.2", "1.4.4"},
        sources = "ours: the data perimeter of the IAM guide, asked of the evaluator")
final class VpcEndpointOwnData extends PolicyRule {
    VpcEndpointOwnData() {
        super(PolicyKind.RESOURCE, "aws_vpc_endpoint.policy", "aws_vpc_endpoint_policy.policy");
    }

    @Override
    protected List<Finding> findings(Resource endpoint, Policy policy) {
        return ResourcePolicy.findings(Strangers.outThroughEndpoint(endpoint, policy));
    }
}
