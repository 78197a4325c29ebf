package payments.infrastructure.guardrail.rules.queue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Alarms;
import payments.infrastructure.guardrail.rules.Queues;

/**
 * Every queue has a consumer, and every queue of failures has an alarm at the first message. A reader is a function's
 * mapping that is on, or a pipe; readers outside of the program cannot be seen.
 */
@Guardrail(
        id = "sqs-consumed",
        severity = Severity.HIGH,
        expects = "an enabled reader, or for a dead-letter queue an alarm on ApproximateNumberOfMessagesVisible at 1",
        fix = "add the event source mapping, or the alarm",
        why = "Messages that are not read, or failures that are not seen, are lost payments",
        pci = "10.7.2",
        sources = "ours: public checks look at queues one by one")
final class SqsConsumed extends ResourceRule {
    private static final String VISIBLE = "ApproximateNumberOfMessagesVisible";

    SqsConsumed() {
        super("aws_sqs_queue");
    }

    @Override
    protected void judge(Resource queue, Verdicts verdicts) {
        if (Queues.isForFailures(queue)) {
            List<Resource> alarms = Alarms.on(queue, "QueueName");
            if (alarms.stream().anyMatch(SqsConsumed::firesAtTheFirst)) {
                verdicts.pass("name", "has an alarm on " + VISIBLE);
            } else {
                verdicts.fail("name", alarms.isEmpty() ? "no alarm" : "no alarm that fires at the first message");
            }
            return;
        }
        List<Resource> readers = queue.referrers("aws_lambda_event_source_mapping", "event_source_arn").stream()
                .filter(mapping -> !mapping.attribute("enabled").isFalse())
                .toList();
        boolean piped = !queue.referrers("aws_pipes_pipe", "source").isEmpty();
        if (readers.isEmpty() && !piped) {
            verdicts.fail("name", "no consumer reads this queue");
        } else {
            verdicts.pass("name", piped ? "a pipe reads it" : readers.get(0).address());
        }
    }

    private static boolean firesAtTheFirst(Resource alarm) {
        if (!Alarms.metrics(alarm).contains(VISIBLE)
                || alarm.attribute("actions_enabled").isFalse()) {
            return false;
        }
        Optional<BigDecimal> threshold = alarm.attribute("threshold").number();
        String comparison = alarm.attribute("comparison_operator").text();
        return threshold.isPresent()
                && threshold.get().compareTo(BigDecimal.ONE) <= (comparison.equals("GreaterThanThreshold") ? -1 : 0)
                && comparison.startsWith("GreaterThan");
    }
}
