package payments.infrastructure.guardrail.rules.kms;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Each key says itself who may use it, in its own policy or in a policy resource of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html">AWS: default key policy</a>
 */
@Guardrail(
        id = "kms-policy-explicit",
        severity = Severity.MEDIUM,
        expects = "a key policy",
        fix = "give the key a policy: its account as administrator, and the users by name",
        why = "The default policy lets every administrator of IAM use the key",
        pci = {"3.6.1.3", "7.2.1"},
        sources = "CKV2_AWS_64")
final class KmsPolicyExplicit extends ResourceRule {
    KmsPolicyExplicit() {
        super("aws_kms_key");
    }

    @Override
    protected void judge(Resource key, Verdicts verdicts) {
        if (key.referrers("aws_kms_key_policy", "key_id").isEmpty()) {
            verdicts.require(key, "policy", Value::isPresent);
        } else {
            verdicts.pass("policy", "in aws_kms_key_policy");
        }
    }
}
