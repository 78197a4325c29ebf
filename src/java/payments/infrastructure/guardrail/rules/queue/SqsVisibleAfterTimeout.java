package payments.infrastructure.guardrail.rules.queue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Functions;

/**
 * A message stays hidden while its function may still work on it, with room for retries of a throttled call: six times the
 * function's timeout, and the batching window. Defaults are AWS's: 30 s hidden, 3 s timeout, no window.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">AWS: configure an SQS queue for Lambda</a>
 */
@Guardrail(
        id = "sqs-visibility",
        severity = Severity.HIGH,
        expects = "at least six times the function's timeout plus the batching window",
        fix = "compute visibility_timeout_seconds from the function's timeout and the mapping's window",
        why = "A message that shows again while it is processed is processed twice",
        sources = "ours: the Lambda guide asks for it, no public check computes it")
final class SqsVisibleAfterTimeout extends ResourceRule {
    private static final BigDecimal DEFAULT_VISIBILITY = BigDecimal.valueOf(30);
    private static final BigDecimal DEFAULT_TIMEOUT = BigDecimal.valueOf(3);
    private static final BigDecimal TIMES = BigDecimal.valueOf(6);

    SqsVisibleAfterTimeout() {
        super("aws_sqs_queue");
    }

    @Override
    protected void judge(Resource queue, Verdicts verdicts) {
        List<Resource> mappings = queue.referrers("aws_lambda_event_source_mapping", "event_source_arn");
        if (mappings.isEmpty()) {
            verdicts.notApplicable("no function reads this queue");
        }
        for (Resource mapping : mappings) {
            judge(queue, mapping, verdicts);
        }
    }

    private static void judge(Resource queue, Resource mapping, Verdicts verdicts) {
        String attribute = "visibility_timeout_seconds";
        Optional<Resource> function = Functions.of(mapping, "function_name");
        Optional<BigDecimal> hidden = number(queue, attribute, DEFAULT_VISIBILITY);
        Optional<BigDecimal> timeout = function.flatMap(found -> number(found, "timeout", DEFAULT_TIMEOUT));
        Optional<BigDecimal> window = number(mapping, "maximum_batching_window_in_seconds", BigDecimal.ZERO);
        if (hidden.isEmpty() || timeout.isEmpty() || window.isEmpty()) {
            verdicts.unknown(attribute, mapping.attribute("function_name"));
            return;
        }
        BigDecimal needed = timeout.get().multiply(TIMES).add(window.get());
        if (hidden.get().compareTo(needed) >= 0) {
            verdicts.pass(attribute, hidden.get() + " s for " + needed + " s");
        } else {
            verdicts.fail(
                    mapping.name(),
                    attribute,
                    hidden.get() + " s",
                    "at least " + needed + " s, for " + mapping.address());
        }
    }

    private static Optional<BigDecimal> number(Resource resource, String attribute, BigDecimal fallback) {
        Value value = resource.attribute(attribute);
        return value.isAbsent() ? Optional.of(fallback) : value.number();
    }
}
