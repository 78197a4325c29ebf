package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Patterns;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;

/**
 * No role may decrypt with all keys, nor with all keys of a region.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html">AWS Security Hub: KMS.1, KMS.2</a>
 */
@Guardrail(
        id = "iam-no-kms-decrypt-star",
        severity = Severity.HIGH,
        expects = "decryption with named keys only",
        fix = "name the ARNs of the keys",
        why = "One role could decrypt everything in the account",
        pci = {"3.6.1.2", "7.2.1"},
        sources = {"KMS.1", "KMS.2", "IAM_CUSTOMER_POLICY_BLOCKED_KMS_ACTIONS", "IAM_INLINE_POLICY_BLOCKED_KMS_ACTIONS"
        })
final class IamNoKmsDecryptStar extends IdentityPolicyRule {
    private static final List<String> DECRYPTING = List.of("kms:Decrypt", "kms:ReEncryptFrom");
    private static final Pattern ALL_KEYS = Pattern.compile("(?:[^:]*:){5}(?:key|alias)/[^:/]*\\*");

    @Override
    protected List<Finding> findings(Resource holder, PolicyStatement statement) {
        Patterns resources = statement.resources();
        boolean all = Wide.anyResource(statement)
                || (resources != null
                        && resources.patterns().stream()
                                .anyMatch(pattern -> ALL_KEYS.matcher(pattern).matches()));
        return DECRYPTING.stream()
                .filter(action -> all && statement.matchesAction(action).isPossible())
                .map(action -> new Finding("Action::" + action, action + " with all keys"))
                .toList();
    }
}
