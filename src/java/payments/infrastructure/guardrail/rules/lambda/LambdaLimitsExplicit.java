package payments.infrastructure.guardrail.rules.lambda;

import java.math.BigDecimal;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Functions say their time limit and memory (AWS's defaults are 3 seconds and 128 MB). Behind an API the limit is 28
 * seconds, one less than the API waits, or less where the integration waits less. Three seconds are the least: a call of AWS alone
 * waits up to two seconds for its connection (AWS SDK for Java 2, default connection timeout).
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">AWS: integration timeout</a>
 */
@Guardrail(
        id = "lambda-limits-explicit",
        severity = Severity.MEDIUM,
        expects = "timeout and memory_size given, timeout at least 3 seconds, and at most 28 behind an API",
        fix = "set timeout and memory_size",
        why = "A function that outlives its caller finishes a payment that the caller takes for failed",
        sources = {"Serverless-LambdaDefaultTimeout", "Serverless-LambdaDefaultMemorySize"})
final class LambdaLimitsExplicit extends ResourceRule {
    private static final long API_WAITS_MILLIS = 29_000;
    private static final long LEAST_SECONDS = 3;

    LambdaLimitsExplicit() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        verdicts.require(function, "memory_size", memory -> memory.isBetween(128, 10_240));
        long longest = Triggers.of(function).stream()
                .filter(trigger -> trigger.by().type().endsWith("_integration"))
                .mapToLong(trigger -> waits(trigger.by()))
                .min()
                .orElse(901_000);
        verdicts.require(function, "timeout", timeout -> timeout.isBetween(LEAST_SECONDS, (longest - 1) / 1000));
    }

    private static long waits(Resource integration) {
        return integration
                .attribute("timeout_milliseconds")
                .number()
                .map(BigDecimal::longValue)
                .map(given -> Math.min(given, API_WAITS_MILLIS))
                .orElse(API_WAITS_MILLIS);
    }
}
