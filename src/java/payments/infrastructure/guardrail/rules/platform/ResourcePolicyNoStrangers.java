package payments.infrastructure.guardrail.rules.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.access.Strangers;
import payments.infrastructure.guardrail.access.WrittenPolicies;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.PolicyRule;
import payments.infrastructure.guardrail.rules.ResourcePolicy;

/**
 * By the policy of no resource a stranger comes in: of tables, secrets, repositories, log groups, vaults, file systems and all
 * others that have one. Keys, buckets, queues, topics, buses and endpoints have stricter rules of their own.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html">AWS: resource-based
 *     policies</a>
 */
@Guardrail(
        id = "resource-policy-no-strangers",
        severity = Severity.CRITICAL,
        expects = "only principals of the own accounts, and services on their behalf, none of which changes the policy",
        fix = "name the roles, and pin services by aws:SourceAccount or aws:SourceArn",
        why = "Anyone with an AWS account could read, change or take over what the policy protects",
        pci = {"7.2.1", "1.4.4"},
        sources = {"CKV_AWS_32", "CKV2_AWS_30", "AwsSolutions-ECR1"})
final class ResourcePolicyNoStrangers extends PolicyRule {
    private static final Pattern ELSEWHERE = Pattern.compile(
            "aws_(?:kms_.*|s3_bucket(?:_policy)?|sqs_.*|sns_.*|cloudwatch_event_bus_policy|vpc_endpoint(?:_policy)?)\\..*");

    ResourcePolicyNoStrangers() {
        super(
                PolicyKind.RESOURCE,
                WrittenPolicies.ofResources().stream()
                        .filter(place -> !ELSEWHERE.matcher(place).matches())
                        .toArray(String[]::new));
    }

    @Override
    protected List<Finding> findings(Resource holder, Policy policy) {
        List<Finding> findings = new ArrayList<>(ResourcePolicy.findings(Strangers.directly(holder, policy)));
        findings.addAll(ResourcePolicy.findings(Strangers.throughServices(holder, policy)));
        findings.addAll(ResourcePolicy.takeovers(holder, policy));
        return findings;
    }
}
