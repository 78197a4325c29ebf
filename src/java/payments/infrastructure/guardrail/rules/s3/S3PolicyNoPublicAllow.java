package payments.infrastructure.guardrail.rules.s3;

import java.util.ArrayList;
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
 * By a bucket's policy no stranger comes in, neither directly nor through a service, and no role that it names may change how
 * the bucket is guarded. Not the wording of the policy is judged but what it decides.
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
    S3PolicyNoPublicAllow() {
        super(PolicyKind.RESOURCE, "aws_s3_bucket_policy.policy", "aws_s3_bucket.policy");
    }

    @Override
    protected List<Finding> findings(Resource holder, Policy policy) {
        List<Finding> findings = new ArrayList<>(ResourcePolicy.findings(Strangers.directly(holder, policy)));
        findings.addAll(ResourcePolicy.findings(Strangers.throughServices(holder, policy)));
        findings.addAll(ResourcePolicy.takeovers(holder, policy));
        return findings;
    }
}
