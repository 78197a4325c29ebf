package payments.infrastructure.guardrail.rules.secrets;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;

/**
 * A parameter whose name is that of a secret is encrypted with a key of ours.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html">AWS:
 *     SecureString parameters</a>
 */
@Guardrail(
        id = "ssm-securestring",
        severity = Severity.MEDIUM,
        expects = "SecureString with a customer-managed key for secrets",
        fix = "set type to SecureString and key_id",
        why = "Anyone who may describe parameters can read the secret",
        pci = "8.3.2",
        sources = {"CKV2_AWS_34", "CKV_AWS_337"})
final class SsmSecureString extends ResourceRule {
    SsmSecureString() {
        super("aws_ssm_parameter");
    }

    @Override
    protected void judge(Resource parameter, Verdicts verdicts) {
        if (!SensitiveParameter.is(parameter)) {
            verdicts.notApplicable("not named like a secret");
            return;
        }
        verdicts.require(parameter, "type", type -> type.is("SecureString"));
        Value key = parameter.attribute("key_id");
        if (key.isAbsent() || CustomerKey.isOfAws(key)) {
            verdicts.fail("key_id", key);
        } else {
            verdicts.pass("key_id", key);
        }
    }
}
