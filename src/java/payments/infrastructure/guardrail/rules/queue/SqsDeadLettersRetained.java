package payments.infrastructure.guardrail.rules.queue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Queues;

/**
 * A message that cannot be processed ends in a dead-letter queue that retains it long enough, and that only the queues meant may
 * use. A standard queue preserves the enqueue time when a message moves, so the retention of the dead-letter queue must be longer.
 * Defaults are AWS's: retention of 345,600 s (4 days), redrive permission "allowAll".
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">AWS: dead-letter queues</a>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">AWS: at least 5 receives with Lambda</a>
 */
@Guardrail(
        id = "sqs-dlq",
        severity = Severity.HIGH,
        expects =
                "a dead-letter queue after 5 to 10 receives, with a retention of 14 days, longer than that of its source, in the same region, without a circle, and open to its sources only",
        fix =
                "set redrive_policy on the source, and redrive_allow_policy (byQueue) and message_retention_seconds = 1209600 on the dead-letter queue",
        why = "Without it, a payment that fails some times is deleted, or blocks all behind it",
        sources = {"AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy"})
final class SqsDeadLettersRetained extends ResourceRule {
    private static final long LONGEST_RETENTION = 1_209_600;
    private static final BigDecimal DEFAULT_RETENTION = BigDecimal.valueOf(345_600);
    private static final int LONGEST_CHAIN = 20;

    SqsDeadLettersRetained() {
        super("aws_sqs_queue");
    }

    @Override
    protected void judge(Resource queue, Verdicts verdicts) {
        boolean forFailures = Queues.isForFailures(queue);
        Resource owner = Queues.redriveOwner(queue);
        if (forFailures) {
            isRetainedLongEnough(queue, verdicts);
            isOpenToItsSourcesOnly(queue, verdicts);
        }
        if (owner.has("redrive_policy")) {
            redrivesProperly(queue, owner, verdicts);
        } else if (!forFailures) {
            verdicts.fail("redrive_policy", owner.attribute("redrive_policy"));
        }
    }

    private void redrivesProperly(Resource queue, Resource owner, Verdicts verdicts) {
        verdicts.require(owner, "redrive_policy.maxReceiveCount", count -> count.isBetween(5, 10));
        Value target = owner.attribute(Queues.REDRIVE);
        Optional<Resource> found = Queues.deadLetters(queue);
        if (found.isEmpty()) {
            verdicts.fail(
                    target.isAbsent() ? "" : "target",
                    Queues.REDRIVE,
                    target.isAbsent() ? "(absent)" : target + " (not in the program)");
            return;
        }
        Resource deadLetters = found.get();
        if (!deadLetters.region().equals(queue.region())) {
            verdicts.fail("region", Queues.REDRIVE, "a queue in " + deadLetters.region(), "a queue of the same region");
        }
        if (queue.attribute("fifo_queue").isTrue()
                != deadLetters.attribute("fifo_queue").isTrue()) {
            verdicts.fail("fifo", Queues.REDRIVE, deadLetters.toString(), "a queue of the same kind, standard or FIFO");
        }
        if (leadsBack(queue)) {
            verdicts.fail(
                    "circle", Queues.REDRIVE, deadLetters.toString(), "a dead-letter queue that does not lead back");
        }
        BigDecimal kept = retention(queue);
        if (kept.compareTo(retention(deadLetters)) >= 0) {
            verdicts.fail(
                    "retention",
                    "message_retention_seconds",
                    kept.toPlainString(),
                    "less than the retention of its dead-letter queue");
        }
    }

    private static boolean leadsBack(Resource queue) {
        Optional<Resource> next = Queues.deadLetters(queue);
        for (int step = 0; step < LONGEST_CHAIN && next.isPresent(); step++) {
            if (next.get().equals(queue)) {
                return true;
            }
            next = Queues.deadLetters(next.get());
        }
        return false;
    }

    private static BigDecimal retention(Resource queue) {
        return queue.attribute("message_retention_seconds").number().orElse(DEFAULT_RETENTION);
    }

    private static void isRetainedLongEnough(Resource queue, Verdicts verdicts) {
        verdicts.require(
                queue, "message_retention_seconds", kept -> kept.isBetween(LONGEST_RETENTION, LONGEST_RETENTION));
    }

    private static void isOpenToItsSourcesOnly(Resource queue, Verdicts verdicts) {
        Resource owner = queue.has("redrive_allow_policy")
                ? queue
                : queue.referrers("aws_sqs_queue_redrive_allow_policy", "queue_url").stream()
                        .findFirst()
                        .orElse(queue);
        Set<Resource> sources = Queues.sources(queue);
        String permission = "redrive_allow_policy.redrivePermission";
        boolean closed = sources.isEmpty() && owner.attribute(permission).is("denyAll");
        verdicts.require(owner, permission, value -> closed || value.is("byQueue"));
        List<Value> allowed = owner.attributes("redrive_allow_policy.sourceQueueArns");
        for (Resource source : sources) {
            if (owner.attribute(permission).is("byQueue")
                    && allowed.stream().noneMatch(value -> value.refersTo(source))) {
                verdicts.fail(
                        "source::" + source.name(),
                        "redrive_allow_policy.sourceQueueArns",
                        "without " + source.address(),
                        "every source queue of this dead-letter queue");
            }
        }
    }
}
