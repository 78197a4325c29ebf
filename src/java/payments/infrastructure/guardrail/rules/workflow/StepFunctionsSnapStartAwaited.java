package payments.infrastructure.guardrail.rules.workflow;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A version with SnapStart that was not called for 14 days, or that Lambda recycled, answers {@code SnapStartNotReadyException}
 * until its snapshot is taken anew, which takes minutes. A task waits that long; one in an express workflow, which ends after five
 * minutes, has a task before it that does.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-troubleshooting.html">AWS: SnapStartNotReadyException</a>
 */
@Guardrail(
        id = "sfn-snapstart-awaited",
        severity = Severity.MEDIUM,
        expects =
                "retries of Lambda.SnapStartNotReadyException for 300 seconds together; before an express map, a task that calls the function so",
        fix =
                "add a retrier of its own, such as IntervalSeconds 5, BackoffRate 2, MaxDelaySeconds 60, MaxAttempts 10; half counts with JitterStrategy FULL",
        why = "After two quiet weeks, and always in a standby, the first payments fail although nothing is wrong",
        sources = "ours: public checks do not read the definition")
final class StepFunctionsSnapStartAwaited extends ResourceRule {
    private static final String NOT_READY = "Lambda.SnapStartNotReadyException";
    private static final double LONG_ENOUGH_SECONDS = 300;

    StepFunctionsSnapStartAwaited() {
        super("aws_sfn_state_machine");
    }

    @Override
    protected void judge(Resource machine, Verdicts verdicts) {
        List<Task> tasks = Task.of(machine);
        boolean judged = false;
        for (Task task : tasks) {
            Optional<Resource> function = task.snapStarted(machine);
            if (function.isPresent()) {
                judged = true;
                judge(machine, task, function.get(), tasks, verdicts);
            }
        }
        if (!judged) {
            verdicts.notApplicable("no task calls a version with SnapStart");
        }
    }

    private static void judge(Resource machine, Task task, Resource function, List<Task> tasks, Verdicts verdicts) {
        boolean awaited = task.express()
                ? tasks.stream()
                        .anyMatch(other -> waits(other)
                                && other.snapStarted(machine)
                                        .filter(function::equals)
                                        .isPresent())
                : waits(task);
        if (awaited) {
            verdicts.pass("definition", task.name() + " waits for " + function.address());
        } else if (task.express()) {
            verdicts.fail(
                    "State::" + task.name(),
                    "definition",
                    task.name() + " runs in an express workflow and cannot wait for " + function.address(),
                    "a task of the standard workflow before it that calls the function and retries " + NOT_READY);
        } else {
            verdicts.fail(
                    "State::" + task.name(),
                    "definition",
                    "%s waits %.0f seconds for %s"
                            .formatted(task.name(), task.retries().secondsFor(NOT_READY), function.address()));
        }
    }

    private static boolean waits(Task task) {
        return !task.express() && task.retries().secondsFor(NOT_READY) >= LONG_ENOUGH_SECONDS;
    }
}
