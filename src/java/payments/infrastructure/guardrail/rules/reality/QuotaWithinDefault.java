package payments.infrastructure.guardrail.rules.reality;

import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.quota.QuotaUse;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * An environment fits into the quotas of a new account. It is medium where AWS raises the quota on request, since an account may
 * have more by then, and high where nobody can.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html">AWS: service quotas</a>
 */
@Guardrail(
        id = "quota-within-default",
        severity = Severity.HIGH,
        expects = "no more than the quota of a new account",
        fix =
                "use less, or ask for more in Service Quotas before the first apply and accept the finding with the answer as control",
        why = "An apply that meets a quota stops half-way, and a larger one takes days to get",
        sources = "ours: the use shows only in the whole program")
final class QuotaWithinDefault extends Rule {
    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        QuotaUse.of(program).forEach(use -> judging.about(Subject.of(use.largest()), verdicts -> judge(use, verdicts)));
    }

    private void judge(QuotaUse use, Verdicts verdicts) {
        String found = "%,d %s in %s".formatted(use.used(), use.quota().what(), use.place());
        if (use.used() <= use.most()) {
            verdicts.pass("quota", found);
        } else {
            verdicts.fail(
                    use.quota().adjustable() ? Severity.MEDIUM : Severity.HIGH,
                    "quota",
                    found,
                    "at most %,d (%s)%s"
                            .formatted(
                                    use.most(),
                                    use.quota().source(),
                                    use.quota().adjustable() ? ", or a raised quota" : ", which AWS does not raise"));
        }
    }
}
