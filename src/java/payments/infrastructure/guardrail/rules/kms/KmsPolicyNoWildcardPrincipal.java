package payments.infrastructure.guardrail.rules.kms;

import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.Pins;
import payments.infrastructure.guardrail.rules.PolicyRule;

/**
 * A key lets in everyone only where a condition pins the account or organization. Public rules take any condition for good
 * enough, and do not look into separate policy resources.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html">AWS Security Hub: KMS.5</a>
 */
@Guardrail(
        id = "kms-policy-no-wildcard-principal",
        severity = Severity.CRITICAL,
        expects = "everyone only with kms:CallerAccount, aws:SourceAccount or aws:PrincipalOrgID fixed",
        fix = "name the roles, or add a StringEquals condition on the account",
        why = "Anyone with an AWS account could decrypt",
        pci = {"3.6.1.3", "7.2.1"},
        sources = {"CKV_AWS_33", "KMS.5"})
final class KmsPolicyNoWildcardPrincipal extends PolicyRule {
    private static final Set<String> ACCOUNT_KEYS =
            Set.of("aws:SourceAccount", "kms:CallerAccount", "aws:PrincipalOrgID");

    KmsPolicyNoWildcardPrincipal() {
        super(PolicyKind.RESOURCE, "aws_kms_key.policy", "aws_kms_key_policy.policy");
    }

    @Override
    protected List<Finding> findings(Resource key, Policy policy) {
        return policy.allows().stream()
                .filter(KmsPolicyNoWildcardPrincipal::letsEveryoneIn)
                .filter(statement -> !Pins.to(statement, ACCOUNT_KEYS))
                .map(statement -> new Finding(
                        "Statement::" + statement.label(), "statement %s allows everyone".formatted(statement.label())))
                .toList();
    }

    private static boolean letsEveryoneIn(PolicyStatement statement) {
        Principals principals = statement.principals();
        return principals != null && (principals.isEveryone() || principals.excluded());
    }
}
