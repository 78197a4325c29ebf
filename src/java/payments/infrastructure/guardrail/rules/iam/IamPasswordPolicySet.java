package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Where the program manages the password policy of the account, it is stricter than the 12 characters of PCI DSS.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html">AWS Security Hub: IAM.7</a>
 */
@Guardrail(
        id = "iam-password-policy",
        severity = Severity.LOW,
        expects = "14 characters of all kinds, none of the last 24 again",
        fix = "set minimum_password_length, password_reuse_prevention and the four require settings",
        why = "A short password is guessed",
        pci = {"8.3.6", "8.3.7"},
        sources = {"CKV_AWS_10", "CKV_AWS_13", "AVD-AWS-0063", "AVD-AWS-0056", "IAM.7", "IAM_PASSWORD_POLICY"})
final class IamPasswordPolicySet extends ResourceRule {
    private static final long SHORTEST = 14;
    private static final long LONGEST = 128;
    private static final long REMEMBERED = 24;

    IamPasswordPolicySet() {
        super("aws_iam_account_password_policy");
    }

    @Override
    protected void judge(Resource policy, Verdicts verdicts) {
        verdicts.require(policy, "minimum_password_length", length -> length.isBetween(SHORTEST, LONGEST));
        verdicts.require(policy, "password_reuse_prevention", count -> count.isBetween(REMEMBERED, REMEMBERED));
        for (String kind : List.of("lowercase_characters", "uppercase_characters", "numbers", "symbols")) {
            verdicts.require(policy, "require_" + kind, Value::isTrue);
        }
    }
}
