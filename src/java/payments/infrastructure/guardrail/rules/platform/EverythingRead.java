package payments.infrastructure.guardrail.rules.platform;

import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.model.Unread;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;

/** What Terraform reads was read here: else no findings would mean nothing. */
@Guardrail(
        id = "everything-read",
        severity = Severity.HIGH,
        expects = "a program of which every part is judged",
        fix = "bring it in a form that is read, or accept what is not judged with --accept-unread",
        why = "No finding in a part that nothing has read looks like a part without faults",
        sources = "ours: public checks skip what they cannot read without a word")
final class EverythingRead extends Rule {
    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (Stack stack : program.stacks()) {
            judging.about(Subject.of(stack), verdicts -> {
                program.unread().stream()
                        .filter(unread -> unread.stack().equals(stack.name()))
                        .forEach(unread -> judge(unread, verdicts));
                verdicts.pass("", "every other part of the stack was read");
            });
        }
    }

    private static void judge(Unread unread, Verdicts verdicts) {
        verdicts.fail(unread.part(), unread.part(), "not judged: " + unread.why(), unread.change());
    }
}
