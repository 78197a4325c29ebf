package payments.infrastructure.guardrail.rules.kms;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A key in the program is switched on, and its policy is checked by AWS so that it locks no administrator out.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html">AWS: PutKeyPolicy</a>
 */
@Guardrail(
        id = "kms-key-usable",
        severity = Severity.LOW,
        expects = "an enabled key whose policy AWS checks for a lockout",
        fix = "remove is_enabled and bypass_policy_lockout_safety_check",
        why = "A key that is off, or that no role may administer, makes its data unreadable",
        pci = "3.7.5",
        sources = "CKV_AWS_227")
final class KmsKeyUsable extends ResourceRule {
    KmsKeyUsable() {
        super("aws_kms_key");
    }

    @Override
    protected void judge(Resource key, Verdicts verdicts) {
        verdicts.require(key, "is_enabled", enabled -> enabled.isAbsent() || enabled.isTrue());
        verdicts.require(key, "bypass_policy_lockout_safety_check", bypass -> bypass.isAbsent() || bypass.isFalse());
    }
}
