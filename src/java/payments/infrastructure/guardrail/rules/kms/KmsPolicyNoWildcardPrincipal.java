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
 * No stranger uses a key: neither everyone, nor a named account that is not ours. Public rules take any condition for good
 * enough, also one that names the stranger, and do not look into separate policy resources.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html">AWS Security Hub: KMS.5</a>
 */
@Guardrail(
        id = "kms-policy-no-wildcard-principal",
        severity = Severity.CRITICAL,
        expects = "no principal of another account; everyone only with kms:CallerAccount or aws:PrincipalOrgID of ours",
        fix = "name the roles, or add a StringEquals condition on the account",
        why = "Anyone with an AWS account could decrypt",
        pci = {"3.6.1.3", "7.2.1"},
        sources = {"CKV_AWS_33", "KMS.5"})
final class KmsPolicyNoWildcardPrincipal extends PolicyRule {
    KmsPolicyNoWildcardPrincipal() {
        super(PolicyKind.RESOURCE, KeyPolicies.PLACES);
    }

    @Override
    protected List<Finding> findings(Resource key, Policy policy) {
        return ResourcePolicy.findings(Strangers.directly(key, policy));
    }
}
