package payments.infrastructure.guardrail.rules.program;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;

/**
 * What a reviewer must see, since it stands in no resource that is judged: something in AWS that was made by others and becomes ours
 * as it is ({@code import}), something that goes on in AWS and is judged by nothing from then on ({@code removed} with
 * {@code destroy = false}), and something that is destroyed. A mere new name ({@code moved}) changes nothing in AWS.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/block/removed">Terraform: removed</a>
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/block/import">Terraform: import</a>
 */
@Guardrail(
        id = "terraform-state-moves-shown",
        severity = Severity.LOW,
        expects = "no import and no removed block that is left over",
        fix = "review what is there in AWS, and remove the block after the apply",
        why = "What is taken over or left behind is in AWS as others made it, and nothing judges that",
        pci = {"6.5.1", "12.5.1"},
        sources = "ours: a block that changes the state alone is in no public check")
final class TerraformStateMovesShown extends Rule {
    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (Stack stack : program.stacks()) {
            judging.about(Subject.of(stack), verdicts -> {
                each(
                        stack.everywhere("removed"),
                        "from",
                        (removed, what) -> verdicts.fail(
                                what,
                                "removed.from",
                                removed.attribute("lifecycle.destroy").isFalse()
                                        ? what + " stays in AWS and is judged no more"
                                        : what + " is destroyed",
                                "a review of what is left, and no such block afterwards"));
                each(
                        stack.everywhere("import"),
                        "to",
                        (taken, what) -> verdicts.fail(
                                what,
                                "import.to",
                                what + " was made by others",
                                "a review of what it is, and no such block afterwards"));
                verdicts.pass("", "nothing else changes its owner");
            });
        }
    }

    private static void each(List<Block> blocks, String named, BiConsumer<Block, String> found) {
        blocks.forEach(
                block -> found.accept(block, block.attribute(named).text().replaceAll("^\\$\\{[^:}]*:?|}$", "")));
    }
}
