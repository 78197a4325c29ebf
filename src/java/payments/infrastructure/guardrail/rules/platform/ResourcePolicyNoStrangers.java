package payments.infrastructure.guardrail.rules.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.access.Strangers;
import payments.infrastructure.guardrail.access.WrittenPolicies;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.PolicyRule;
import payments.infrastructure.guardrail.rules.ResourcePolicy;

/**
 * By the policy of no resource a stranger comes in: of tables, secrets, repositories, log groups, vaults, file systems and all
 * others that have one; nor by a share without a policy, such as of a layer, an image or an endpoint service. Keys, buckets, queues, topics, buses and endpoints have stricter rules of their own.
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

    /** Shares without a policy: where they say with whom, and what they call everybody. */
    private static final Map<String, Set<String>> SHARES = Map.of(
            "aws_lambda_layer_version_permission.principal", Set.of("*"),
            "aws_vpc_endpoint_service.allowed_principals", Set.of("*"),
            "aws_vpc_endpoint_service_allowed_principal.principal_arn", Set.of("*"),
            "aws_ssm_document.permissions.account_ids", Set.of("All", "all"),
            "aws_ami_launch_permission.group", Set.of("all"),
            "aws_snapshot_create_volume_permission.account_id", Set.of("all"),
            "aws_cloudwatch_event_permission.principal", Set.of("*"));

    ResourcePolicyNoStrangers() {
        super(
                PolicyKind.RESOURCE,
                Stream.concat(
                                WrittenPolicies.ofResources().stream()
                                        .filter(place ->
                                                !ELSEWHERE.matcher(place).matches()),
                                SHARES.keySet().stream())
                        .toArray(String[]::new));
    }

    @Override
    protected void judge(Resource subject, Verdicts verdicts) {
        boolean isShare = false;
        for (Map.Entry<String, Set<String>> share : SHARES.entrySet()) {
            String[] place = share.getKey().split("\\.", 2);
            if (place[0].equals(subject.type())) {
                isShare = true;
                judgeShare(subject, place[1], share.getValue(), verdicts);
            }
        }
        if (!isShare) {
            super.judge(subject, verdicts);
        }
    }

    private static void judgeShare(Resource subject, String attribute, Set<String> everybody, Verdicts verdicts) {
        Value with = subject.attribute(attribute);
        boolean organisation = subject.has("organization_id") || subject.has("condition");
        boolean open = !organisation && with.texts().anyMatch(everybody::contains);
        if (open) {
            verdicts.fail("Principal", attribute, "shared with everybody");
        } else if (with.isUnknown()) {
            verdicts.unknown(attribute, with);
        } else {
            verdicts.pass(attribute, with);
        }
    }

    @Override
    protected List<Finding> findings(Resource holder, Policy policy) {
        List<Finding> findings = new ArrayList<>(ResourcePolicy.findings(Strangers.directly(holder, policy)));
        findings.addAll(ResourcePolicy.findings(Strangers.throughServices(holder, policy)));
        findings.addAll(ResourcePolicy.takeovers(holder, policy));
        return findings;
    }
}
