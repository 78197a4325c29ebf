package payments.infrastructure.guardrail.rules.kms;

import java.util.List;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Each key says itself who may use it, in its own policy or in a policy resource of its own, and who may change that policy: a key
 * without an administrator can be neither mended nor handed on, and what it encrypts is lost with its last user.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html">AWS: default key policy</a>
 */
@Guardrail(
        id = "kms-policy-explicit",
        severity = Severity.MEDIUM,
        expects = "a key policy that has an administrator",
        fix = "give the key a policy: its account as administrator, and the users by name",
        why =
                "The default policy lets every administrator of IAM use the key; a key without administrator stays as it is for ever",
        pci = {"3.6.1.3", "7.2.1"},
        sources = "CKV2_AWS_64")
final class KmsPolicyExplicit extends ResourceRule {
    private static final String CHANGE = "kms:PutKeyPolicy";

    KmsPolicyExplicit() {
        super("aws_kms_key");
    }

    @Override
    protected void judge(Resource key, Verdicts verdicts) {
        List<Resource> own = key.referrers("aws_kms_key_policy", "key_id");
        if (own.isEmpty()) {
            verdicts.require(key, "policy", Value::isPresent);
        } else {
            verdicts.pass("policy", "in aws_kms_key_policy");
        }
        Resource holder = own.isEmpty() ? key : own.get(0);
        if (Policies.of(holder.toString(), holder, "policy", PolicyKind.RESOURCE) instanceof Policy policy
                && policy.allows().stream().noneMatch(KmsPolicyExplicit::administers)) {
            verdicts.fail("administrator", "policy", "nobody may " + CHANGE, "the account of the key as administrator");
        }
    }

    private static boolean administers(PolicyStatement statement) {
        Principals principals = statement.principals();
        return principals != null
                && (principals.excluded()
                        || principals.isEveryone()
                        || !principals.aws().isEmpty())
                && statement.matchesAction(CHANGE).isPossible();
    }
}
