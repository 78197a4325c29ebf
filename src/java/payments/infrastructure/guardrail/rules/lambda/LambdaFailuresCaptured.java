package payments.infrastructure.guardrail.rules.lambda;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Events that a function could not process are kept. It concerns functions that S3, SNS, EventBridge, a schedule or a
 * log group invokes without waiting, seen by their triggers and permissions; an SDK call of type Event cannot be seen.
 * A queue or stream as source keeps its events itself, so nothing is demanded of functions fed by one. Lambda tries
 * twice again unless it is set otherwise; the maximum age of an event must be set. The settings are those of the alias that the
 * trigger calls.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">AWS: errors of asynchronous invocation</a>
 */
@Guardrail(
        id = "lambda-async-failure-capture",
        severity = Severity.HIGH,
        expects = "a destination or dead-letter queue on failure, two retries, and an age",
        fix =
                "add aws_lambda_function_event_invoke_config with on_failure to a queue, maximum_retry_attempts 2 and maximum_event_age_in_seconds",
        why = "After the last retry the event is gone, and with it a payment",
        sources = {"Serverless-LambdaAsyncFailureDestination", "Serverless-LambdaDLQ", "CKV_AWS_116"})
final class LambdaFailuresCaptured extends ResourceRule {
    private static final String CONFIG = "aws_lambda_function_event_invoke_config";
    private static final Set<String> WITHOUT_WAITING = Set.of(
            "s3.amazonaws.com",
            "sns.amazonaws.com",
            "events.amazonaws.com",
            "scheduler.amazonaws.com",
            "logs.amazonaws.com");

    LambdaFailuresCaptured() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        Set<String> qualifiers = new TreeSet<>();
        Triggers.of(function).stream()
                .filter(trigger -> WITHOUT_WAITING.contains(trigger.service()))
                .forEach(trigger -> qualifiers.add(trigger.qualifier()));
        if (qualifiers.isEmpty()) {
            function.referrers("aws_lambda_permission", "function_name").stream()
                    .filter(permission -> permission.attribute("principal").isOneOf(WITHOUT_WAITING))
                    .forEach(permission -> qualifiers.add(Triggers.qualifier(permission)));
        }
        if (qualifiers.isEmpty()) {
            verdicts.notApplicable("nothing invokes the function asynchronously");
        }
        for (String qualifier : qualifiers) {
            judge(function, qualifier, verdicts);
        }
    }

    private static void judge(Resource function, String qualifier, Verdicts verdicts) {
        String of = qualifier.isEmpty() ? "" : " of " + qualifier;
        Optional<Resource> config = Triggers.configs(function).stream()
                .filter(found -> Triggers.qualifier(found).equals(qualifier))
                .findFirst();
        Value destination = config.map(found -> found.attribute("destination_config.on_failure.destination"))
                .filter(Value::isPresent)
                .orElseGet(() -> function.attribute("dead_letter_config.target_arn"));
        if (destination.isPresent() && !destination.is("")) {
            verdicts.pass(CONFIG + ".destination_config.on_failure", destination);
        } else {
            verdicts.fail(
                    "destination" + of,
                    CONFIG + ".destination_config.on_failure",
                    "(absent)" + of,
                    "a queue for failures");
        }
        if (config.isEmpty()) {
            verdicts.fail("age" + of, CONFIG + ".maximum_event_age_in_seconds", "(absent)" + of, "an age in seconds");
            return;
        }
        Value age = config.get().attribute("maximum_event_age_in_seconds");
        if (age.isBetween(60, 21_600)) {
            verdicts.pass(CONFIG + ".maximum_event_age_in_seconds", age);
        } else {
            verdicts.fail(
                    "age" + of, CONFIG + ".maximum_event_age_in_seconds", age + of, "an age from 60 to 21600 seconds");
        }
        Value retries = config.get().attribute("maximum_retry_attempts");
        if (retries.isAbsent() || retries.is("2")) {
            verdicts.pass(CONFIG + ".maximum_retry_attempts", retries);
        } else {
            verdicts.fail("retries" + of, CONFIG + ".maximum_retry_attempts", retries + of, "2");
        }
    }
}
