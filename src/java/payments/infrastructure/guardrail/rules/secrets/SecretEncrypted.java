package payments.infrastructure.guardrail.rules.secrets;

import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;

/**
 * A secret and each of its replicas are encrypted with a key of ours.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html">AWS: encryption of
 *     secrets</a>
 */
@Guardrail(
        id = "secret-cmk",
        severity = Severity.HIGH,
        expects = "a customer-managed key in each region",
        fix = "set kms_key_id, in each replica block too",
        why = "Everyone in the account who may read secrets could read it",
        pci = "8.3.2",
        sources = {"PCI.DSS.321-SecretsManagerUsingKMSKey", "CKV_AWS_149", "AVD-AWS-0098", "SECRETSMANAGER_USING_CMK"})
final class SecretEncrypted extends ResourceRule {
    private static final String KEY = "kms_key_id";

    SecretEncrypted() {
        super("aws_secretsmanager_secret");
    }

    @Override
    protected void judge(Resource secret, Verdicts verdicts) {
        require(secret, KEY, verdicts);
        secret.blocks("replica").forEach(replica -> require(replica, "replica." + KEY, verdicts));
    }

    private static void require(Block block, String attribute, Verdicts verdicts) {
        Value key = block.attribute(KEY);
        if (key.isAbsent() || CustomerKey.isOfAws(key)) {
            verdicts.fail(attribute, key);
        } else {
            verdicts.pass(attribute, key);
        }
    }
}
