package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.Placeholders;

/**
 * {@code *} as resource stands only beside actions that AWS defines without resources.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">AWS:
 *     actions and their resources</a>
 */
@Guardrail(
        id = "iam-no-star-resource",
        severity = Severity.HIGH,
        expects = "exact resources, * only for actions that know none",
        fix = "name the ARNs",
        why = "What is meant for one table works on every table",
        pci = {"7.2.2", "7.2.5"},
        sources = {"CKV_AWS_355", "CKV_AWS_290", "CKV_AWS_356", "CKV_AWS_111"})
final class IamNoStarResource extends IdentityPolicyRule {
    /** From the service authorization reference; those of EC2 on interfaces are the ones Lambda's own role must have. */
    private static final Set<String> WITHOUT_RESOURCES = Set.of(
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
            "xray:GetSamplingStatisticSummaries",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
            "ec2:DescribeSecurityGroups",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses",
            "logs:DescribeLogGroups",
            "logs:DescribeResourcePolicies",
            "logs:PutResourcePolicy",
            "logs:CreateLogDelivery",
            "logs:GetLogDelivery",
            "logs:UpdateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:ListLogDeliveries",
            "cloudwatch:PutMetricData",
            "cloudwatch:ListMetrics",
            "cloudwatch:GetMetricData",
            "dynamodb:ListStreams",
            "dynamodb:ListTables",
            "kms:GenerateRandom",
            "kms:ListAliases",
            "kms:ListKeys",
            "s3:ListAllMyBuckets",
            "sts:GetCallerIdentity");

    @Override
    protected List<Finding> findings(Resource holder, PolicyStatement statement) {
        if (!Wide.anyResource(statement)) {
            return List.of();
        }
        if (statement.actions().excluded()) {
            return List.of(new Finding(
                    "Resource::*", "statement %s allows all but some on everything".formatted(statement.label())));
        }
        return statement.actions().patterns().stream()
                .filter(action -> !WITHOUT_RESOURCES.contains(action) && !Placeholders.isNoAction(action))
                .map(action -> new Finding("Resource::* " + action, action + " on everything"))
                .toList();
    }
}
