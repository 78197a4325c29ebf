package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import payments.infrastructure.guardrail.access.Escapes;
import payments.infrastructure.guardrail.access.Escapes.Escape;
import payments.infrastructure.guardrail.access.WrittenPolicies;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A condition on what a caller writes into its request holds for each request: also for one that names a further item, and for one that
 * names none. {@code ForAllValues} is true for an absent key and false as soon as one value differs, so it denies nothing to a request
 * that mixes values, and limits nothing in a scan.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">AWS: conditions for
 *     fine-grained access control, and why no Scan belongs beside them</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent">AWS:
 *     aws:MultiFactorAuthPresent is absent for access keys</a>
 */
@Guardrail(
        id = "iam-conditions-hold",
        severity = Severity.HIGH,
        expects = "denials of what any value names, rights to named items alone, denials also without a second factor",
        fix =
                "deny with ForAnyValue, take Scan out of a right to single items, and write BoolIfExists for a second factor",
        why = "A request with one more value, or with none, passes what looks like a limit",
        pci = {"7.2.1", "7.2.5"},
        sources = "ours: the requests that a caller can choose, asked of each statement")
final class IamConditionsHold extends ResourceRule {
    IamConditionsHold() {
        super(WrittenPolicies.types());
    }

    @Override
    protected void judge(Resource holder, Verdicts verdicts) {
        List<WrittenPolicies.Written> policies = WrittenPolicies.of(holder);
        if (policies.isEmpty()) {
            verdicts.notApplicable("it holds no policy that can be read");
        }
        for (WrittenPolicies.Written policy : policies) {
            List<Escape> escapes = Escapes.of(policy.statements());
            escapes.forEach(escape -> verdicts.fail(
                    "Statement::" + escape.statement(),
                    policy.attribute(),
                    "statement %s %s".formatted(escape.statement(), escape.how())));
            if (escapes.isEmpty()) {
                verdicts.pass(policy.attribute(), policy.statements().size() + " statements");
            }
        }
    }
}
