package payments.infrastructure.guardrail.rules.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
    /** Where the reference stands in a value that other parts of the program made. */
    private static final String REFERENCE = "reference";

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (Stack stack : program.stacks()) {
            for (Resource resource : stack.resources()) {
                judging.about(
                        Subject.of(resource), verdicts -> judge(resource.references(), resource.body(), verdicts));
            }
            judging.about(Subject.of(stack), verdicts -> judge(stack.references(), stack.root(), verdicts));
        }
    }

    private void judge(List<Reference> references, JsonNode written, Verdicts verdicts) {
        references.stream()
                .filter(Reference::dangling)
                .forEach(reference -> verdicts.fail(
                        reference.text(),
                        path(written, reference.text()).orElse(REFERENCE),
                        "nothing explains " + reference.text()));
        verdicts.pass(REFERENCE, references.size() + " references");
    }

    /** Where the first text stands that has the reference; resources and data have findings of their own. */
    private static Optional<String> path(JsonNode node, String reference) {
        if (node.isTextual()) {
            return node.asText().contains(reference) ? Optional.of("") : Optional.empty();
        }
        Stream<Optional<String>> found = node.isArray()
                ? StreamSupport.stream(node.spliterator(), false).map(element -> path(element, reference))
                : node.properties().stream()
                        .filter(member -> !Set.of("resource", "data", "//").contains(member.getKey()))
                        .map(member -> path(member.getValue(), reference)
                                .map(rest -> rest.isEmpty() ? member.getKey() : member.getKey() + "." + rest));
        return found.flatMap(Optional::stream).findFirst();
    }
}
