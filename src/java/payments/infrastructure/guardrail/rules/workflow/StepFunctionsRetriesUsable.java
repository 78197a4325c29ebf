package payments.infrastructure.guardrail.rules.workflow;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * All attempts of a task fit into the time that its workflow has: five minutes for an express workflow, {@code TimeoutSeconds} of
 * the definition for a standard one. What ends a workflow in time is no failure of the task, so nothing catches it.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">AWS: Step Functions quotas, maximum
 *     execution time</a>
 */
@Guardrail(
        id = "sfn-retries-usable",
        severity = Severity.MEDIUM,
        expects = "waits and runs of all attempts of a task that end before its workflow does",
        fix =
                "give the retriers fewer attempts or MaxDelaySeconds, the task a shorter TimeoutSeconds, or the workflow more time",
        why =
                "A workflow that ends while a task still waits fails without its error path, and nobody notes what it was doing",
        sources = "ours: public checks do not read the definition")
final class StepFunctionsRetriesUsable extends ResourceRule {
    private static final double EXPRESS_SECONDS = 300;

    StepFunctionsRetriesUsable() {
        super("aws_sfn_state_machine");
    }

    @Override
    protected void judge(Resource machine, Verdicts verdicts) {
        Optional<Double> standard = machine.blocks("definition").stream()
                .flatMap((Block root) -> root.attribute("TimeoutSeconds").number().stream())
                .map(Number::doubleValue)
                .findFirst();
        List<Task> tasks = Task.of(machine);
        for (Task task : tasks) {
            double most = task.express() ? EXPRESS_SECONDS : standard.orElse(Double.MAX_VALUE);
            double seconds = task.retries().longestSeconds()
                    + task.retries().mostRuns() * task.timeoutSeconds().orElse(0L);
            if (seconds > most) {
                verdicts.fail(
                        "State::" + task.name(),
                        "definition",
                        "%s takes up to %.0f seconds, its workflow has %.0f".formatted(task.name(), seconds, most));
            } else {
                verdicts.pass("definition", "%s takes up to %.0f seconds".formatted(task.name(), seconds));
            }
        }
        if (tasks.isEmpty()) {
            verdicts.notApplicable("no task that can be read");
        }
    }
}
