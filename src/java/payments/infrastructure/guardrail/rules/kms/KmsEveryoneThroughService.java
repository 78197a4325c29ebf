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
 * A statement for everyone of the own account lets its identities in without any policy of their own, so it must say for what: a
 * service through which the key is used, or the data by its encryption context. Asked for a role to which nothing is granted.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">AWS: kms:ViaService</a>
 */
@Guardrail(
        id = "kms-everyone-through-service",
        severity = Severity.MEDIUM,
        expects = "everyone of the account only with kms:ViaService or an encryption context",
        fix = "add kms:ViaService with the service whose data the key encrypts",
        why = "Every role of the account could decrypt what it gets hold of, whatever its own policies say",
        pci = {"3.6.1.3", "7.2.2"},
        sources = "ours: a grant by the key alone needs no second one")
final class KmsEveryoneThroughService extends PolicyRule {
    KmsEveryoneThroughService() {
        super(PolicyKind.RESOURCE, KeyPolicies.PLACES);
    }

    @Override
    protected List<Finding> findings(Resource key, Policy policy) {
        return ResourcePolicy.findings(Strangers.ofOwnAccount(key, policy));
    }
}
