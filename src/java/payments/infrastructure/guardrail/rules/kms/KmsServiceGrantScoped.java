package payments.infrastructure.guardrail.rules.kms;

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
 * A service may use a key only for us. EventBridge is exempt in what it needs: AWS says that it does not support the conditions.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">AWS: SNS key management</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">AWS: the confused deputy problem</a>
 */
@Guardrail(
        id = "kms-service-grant-scoped",
        severity = Severity.HIGH,
        expects = "each service tied to an account, a resource, a service it acts through or an encryption context",
        fix = "add a condition on aws:SourceAccount, aws:SourceArn, kms:ViaService or kms:EncryptionContext",
        why = "The service could be made to use the key for a stranger",
        pci = {"3.6.1.3", "7.2.2"},
        sources = "ours: the confused deputy problem of the IAM and SNS guides")
final class KmsServiceGrantScoped extends PolicyRule {
    KmsServiceGrantScoped() {
        super(PolicyKind.RESOURCE, KeyPolicies.PLACES);
    }

    @Override
    protected List<Finding> findings(Resource key, Policy policy) {
        return ResourcePolicy.findings(Strangers.throughServices(key, policy));
    }
}
