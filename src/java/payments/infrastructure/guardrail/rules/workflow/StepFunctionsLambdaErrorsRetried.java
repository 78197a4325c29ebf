package payments.infrastructure.guardrail.rules.workflow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A task that names errors of Lambda to retry names each that passes by itself: those of the service, of a function's network, of its
 * snapshot and of its file system. One that retries {@code States.ALL} or {@code States.TaskFailed} has them all.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors">AWS: errors of Invoke</a>
 */
@Guardrail(
        id = "sfn-lambda-errors-retried",
        severity = Severity.MEDIUM,
        expects = "a retrier for each error of Lambda that passes by itself",
        fix = "add the errors to ErrorEquals of a retrier, or retry States.TaskFailed",
        why = "A payment fails for good because Lambda was short of something for a second",
        sources = "ours: public checks do not read the definition")
final class StepFunctionsLambdaErrorsRetried extends ResourceRule {
    StepFunctionsLambdaErrorsRetried() {
        super("aws_sfn_state_machine");
    }

    @Override
    protected void judge(Resource machine, Verdicts verdicts) {
        boolean judged = false;
        for (Task task : Task.of(machine)) {
            Set<String> retried = task.retries().named();
            Optional<Resource> function = task.function(machine);
            if (function.isEmpty() || retried.stream().noneMatch(error -> error.startsWith("Lambda."))) {
                continue;
            }
            judged = true;
            List<String> missing = LambdaErrors.passing(function.get()).stream()
                    .filter(error -> !task.retries().takes(error))
                    .toList();
            if (missing.isEmpty()) {
                verdicts.pass("definition", task.name() + " retries what passes");
            } else {
                verdicts.fail(
                        "State::" + task.name(),
                        "definition",
                        "%s does not retry %s".formatted(task.name(), String.join(", ", missing)));
            }
        }
        if (!judged) {
            verdicts.notApplicable("no task names errors of Lambda to retry");
        }
    }
}
