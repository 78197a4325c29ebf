package payments.infrastructure.guardrail.rules.audit;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;
import payments.infrastructure.guardrail.rules.KeyUse;

/**
 * The trail is encrypted with a key of ours, whose policy lets CloudTrail use it: otherwise the trail cannot be made.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html">AWS: key policies for CloudTrail</a>
 */
@Guardrail(
        id = "ct-cmk",
        severity = Severity.HIGH,
        expects = "a customer managed key whose policy lets cloudtrail.amazonaws.com generate data keys",
        fix = "set kms_key_id to the audit key",
        why = "Anyone who may read the bucket could read the trail",
        pci = "10.3.2",
        sources = {
            "PCI.DSS.321-CloudTrailEncryptionEnabled",
            "CKV_AWS_35",
            "AVD-AWS-0015",
            "CloudTrail.2",
            "CLOUD_TRAIL_ENCRYPTION_ENABLED"
        })
final class CloudTrailEncrypted extends ResourceRule {

    CloudTrailEncrypted() {
        super("aws_cloudtrail");
    }

    @Override
    protected void judge(Resource trail, Verdicts verdicts) {
        CustomerKey.require(verdicts, trail, "kms_key_id");
        RequestContext context =
                RequestContext.nothing().with("aws:SourceArn", trail.arn()).with("aws:SourceAccount", trail.account());
        CustomerKey.of(trail, trail.attribute("kms_key_id"))
                .filter(key -> !KeyUse.isPossible(key, "cloudtrail.amazonaws.com", "kms:GenerateDataKey", context))
                .ifPresent(key -> verdicts.fail(
                        "grant", "kms_key_id", key + " does not let cloudtrail.amazonaws.com generate data keys"));
    }
}
