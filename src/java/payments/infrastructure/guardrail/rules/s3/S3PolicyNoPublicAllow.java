package payments.infrastructure.guardrail.rules.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.Pins;
import payments.infrastructure.guardrail.rules.PolicyRule;

/**
 * A bucket policy lets in everyone or another account only under a condition with fixed values, as AWS defines "not public",
 * and never lets them change how the bucket is guarded.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">AWS: the meaning
 *     of "public"</a>
 */
@Guardrail(
        id = "s3-policy-no-public-allow",
        severity = Severity.CRITICAL,
        expects =
                "only principals of the own account, others only with a fixed condition and never to change the bucket",
        fix = "name the role, or pin aws:PrincipalOrgID or aws:SourceAccount",
        why = "Strangers could read the data or take the bucket over",
        pci = {"7.2.1", "1.4.4"},
        sources = {
            "CKV_AWS_70",
            "S3.2",
            "S3.3",
            "S3.6",
            "S3_BUCKET_BLACKLISTED_ACTIONS_PROHIBITED",
            "S3_BUCKET_POLICY_NOT_MORE_PERMISSIVE"
        })
final class S3PolicyNoPublicAllow extends PolicyRule {
    private static final Set<String> FIXING = Set.of(
            "aws:SourceAccount",
            "aws:SourceArn",
            "aws:SourceOrgID",
            "aws:PrincipalOrgID",
            "aws:PrincipalAccount",
            "aws:PrincipalArn",
            "aws:SourceVpc",
            "aws:SourceVpce",
            "aws:SourceIp",
            "s3:DataAccessPointAccount");

    private static final List<String> TAKEOVER = List.of(
            "s3:PutBucketPolicy",
            "s3:PutBucketAcl",
            "s3:DeleteBucketPolicy",
            "s3:PutEncryptionConfiguration",
            "s3:PutObjectAcl");

    private static final Pattern ACCOUNT =
            Pattern.compile("(?:arn:[^:]*:(?:iam|sts)::)?([0-9]{12}|\\$\\{[^}]*})(?::.*)?");

    S3PolicyNoPublicAllow() {
        super(PolicyKind.RESOURCE, "aws_s3_bucket_policy.policy", "aws_s3_bucket.policy");
    }

    @Override
    protected List<Finding> findings(Resource holder, Policy policy) {
        List<Finding> findings = new ArrayList<>();
        for (PolicyStatement statement : policy.allows()) {
            List<String> strangers = strangers(statement, holder.account());
            if (strangers.isEmpty()) {
                continue;
            }
            String label = statement.label();
            if (!Pins.to(statement, FIXING)) {
                findings.add(new Finding(
                        "Statement::" + label,
                        "statement %s allows %s without a fixed condition".formatted(label, strangers)));
            }
            TAKEOVER.stream()
                    .filter(action -> statement.matchesAction(action).isPossible())
                    .forEach(action -> findings.add(new Finding(
                            "Action::" + action, "statement %s allows %s %s".formatted(label, strangers, action))));
        }
        return findings;
    }

    private static List<String> strangers(PolicyStatement statement, String account) {
        Principals principals = statement.principals();
        if (principals == null) {
            return List.of();
        }
        if (principals.excluded()) {
            return List.of("all but some");
        }
        return principals.aws().stream().filter(name -> !isOf(account, name)).toList();
    }

    private static boolean isOf(String account, String name) {
        Matcher matcher = ACCOUNT.matcher(name);
        return matcher.matches() && account.equals(matcher.group(1));
    }
}
