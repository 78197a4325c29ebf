package payments.infrastructure.guardrail.rules.platform;

import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Reference;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Everything that is mentioned exists: in the stack, or as an output of the stack whose state is read. A state that no stack of
 * the program writes is taken to exist. Terraform finds the first kind only when it runs, and the second kind only then too.
 */
@Guardrail(
        id = "no-dangling-reference",
        severity = Severity.HIGH,
        expects = "a resource of the stack, or a declared output",
        fix = "correct the name, or add the output to the other stack",
        why = "The deployment would stop half-way",
        sources = "ours: only the whole program shows what crosses stacks")
final class NoDanglingReference extends Rule {
    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (Stack stack : program.stacks()) {
            for (Resource resource : stack.resources()) {
                judging.about(Subject.of(resource), verdicts -> judge(resource.references(), verdicts));
            }
            judging.about(Subject.of(stack), verdicts -> judge(stack.references(), verdicts));
        }
    }

    private void judge(List<Reference> references, Verdicts verdicts) {
        references.stream()
                .filter(Reference::dangling)
                .forEach(reference ->
                        verdicts.fail(reference.text(), "reference", "nothing explains " + reference.text()));
        verdicts.pass("reference", references.size() + " references");
    }
}
