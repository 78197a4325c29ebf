package payments.infrastructure.guardrail.access;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.UnparseablePolicy;

/**
 * The AWS-managed policies that may be attached, with their content: each is the least that a service insists on. All others
 * are wider than what a platform needs, and AWS may widen them any day.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS managed policy
 *     reference</a>, version 1 of AmazonAPIGatewayPushToCloudWatchLogs and of AmazonRDSEnhancedMonitoringRole
 */
public final class ManagedPolicies {
    private static final String PREFIX = ":iam::aws:policy/";

    private static final Map<String, String> CONTENT = Map.of(
            "service-role/AmazonAPIGatewayPushToCloudWatchLogs",
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": [
              "logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams",
              "logs:PutLogEvents", "logs:GetLogEvents", "logs:FilterLogEvents"]}]}""",
            "service-role/AmazonRDSEnhancedMonitoringRole",
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Resource": "arn:aws:logs:*:*:log-group:RDS*",
               "Action": ["logs:CreateLogGroup", "logs:PutRetentionPolicy"]},
              {"Effect": "Allow", "Resource": "arn:aws:logs:*:*:log-group:RDS*:log-stream:*",
               "Action": ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams", "logs:GetLogEvents"]}]}""");

    private ManagedPolicies() {}

    /** Whether the policy of an ARN is managed by AWS. */
    public static boolean isManaged(String arn) {
        return arn.contains(PREFIX);
    }

    /** Whether it may be attached. */
    public static boolean isAccepted(String arn) {
        return content(arn) != null;
    }

    /** The policy; unreadable where its content is not kept here. */
    static ParsedPolicy of(String arn) {
        String content = content(arn);
        return content == null
                ? new UnparseablePolicy(arn, "AWS manages this policy and may change it")
                : Policy.parse(arn, PolicyKind.IDENTITY, content);
    }

    /** By the name alone: who looks for a policy by its name does not write its path. */
    private static @Nullable String content(String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return isManaged(arn)
                ? CONTENT.entrySet().stream()
                        .filter(policy -> policy.getKey().endsWith("/" + name))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
