package payments.infrastructure.guardrail.rules.kms;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Symmetric keys rotate at least once a year. Asymmetric and HMAC keys cannot rotate by themselves; public rules that judge
 * them too ask for the impossible.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html">AWS: rotate keys</a>
 */
@Guardrail(
        id = "kms-rotation-enabled",
        severity = Severity.HIGH,
        expects = "rotation on, at least every 365 days",
        fix = "set enable_key_rotation to true and rotation_period_in_days to 365 or less",
        why = "Data under one key for years is lost as a whole when that key is",
        pci = "3.7.4",
        sources = {
            "PCI.DSS.321-KMSBackingKeyRotationEnabled",
            "AwsSolutions-KMS5",
            "CKV_AWS_7",
            "AVD-AWS-0065",
            "KMS.4",
            "CMK_BACKING_KEY_ROTATION_ENABLED"
        })
final class KmsRotationEnabled extends ResourceRule {
    private static final long LONGEST_PERIOD = 365;

    KmsRotationEnabled() {
        super("aws_kms_key");
    }

    @Override
    protected void judge(Resource key, Verdicts verdicts) {
        Value spec = key.attribute("customer_master_key_spec");
        if (spec.isPresent() && !spec.is("SYMMETRIC_DEFAULT")) {
            verdicts.notApplicable("only symmetric keys rotate, this is " + spec);
            return;
        }
        verdicts.require(key, "enable_key_rotation", Value::isTrue);
        verdicts.require(
                key, "rotation_period_in_days", period -> period.isAbsent() || period.isBetween(1, LONGEST_PERIOD));
    }
}
