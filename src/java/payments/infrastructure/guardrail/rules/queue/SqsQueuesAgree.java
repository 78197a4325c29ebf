package payments.infrastructure.guardrail.rules.queue;

import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * A FIFO queue is called so and alone has what FIFO queues have; the queue for its dead letters is of its kind, its region and
 * another than itself; a queue is encrypted in one way.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">AWS: CreateQueue</a>
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">AWS:
 *     dead-letter queues</a>
 */
@Guardrail(
        id = "sqs-queues-agree",
        severity = Severity.HIGH,
        expects = "a queue that SQS accepts, with dead letters in a queue of its kind",
        fix =
                "end the names of FIFO queues, and of those alone, with .fifo; take a queue of the same kind for dead letters",
        why = "SQS refuses the queue, or its messages are lost when they fail",
        sources = "ours: Terraform compares no two queues")
final class SqsQueuesAgree extends AcceptanceRule {
    private static final String QUEUE = "aws_sqs_queue";
    private static final String TARGET = "redrive_policy.deadLetterTargetArn";
    private static final String FIFO = "fifo_queue";

    SqsQueuesAgree() {
        super(QUEUE, "aws_sqs_queue_redrive_policy");
    }

    @Override
    protected void examine(Resource resource, Objections objections) {
        if (resource.type().equals(QUEUE)) {
            examineKind(resource, objections);
            examineDeadLetters(resource, resource, objections);
        } else {
            resource.follow("queue_url", QUEUE).ifPresent(queue -> examineDeadLetters(resource, queue, objections));
        }
    }

    private static void examineKind(Resource queue, Objections objections) {
        Value fifo = queue.attribute(FIFO);
        Value name = queue.attribute("name");
        if (fifo.isPresent() && !fifo.isKnown()) {
            return;
        }
        boolean first = fifo.isTrue();
        boolean called = name.text().endsWith(".fifo");
        boolean ended = !name.text().endsWith("}");
        objections.addIf(name.isPresent() && ended && first && !called, queue, "name", "a name that ends with .fifo");
        objections.addIf(name.isPresent() && !first && called, queue, FIFO, "true, since the name ends with .fifo");
        if (!first) {
            objections.addEach(
                    queue,
                    "nothing: only FIFO queues have it",
                    "content_based_deduplication",
                    "deduplication_scope",
                    "fifo_throughput_limit");
        }
        objections.addIf(
                queue.attribute("fifo_throughput_limit").is("perMessageGroupId")
                        && queue.attribute("deduplication_scope").is("queue"),
                queue,
                "deduplication_scope",
                "messageGroup, which the limit perMessageGroupId needs");
        objections.addIf(
                queue.attribute("sqs_managed_sse_enabled").isTrue()
                        && Objections.isSaid(queue.attribute("kms_master_key_id")),
                queue,
                "sqs_managed_sse_enabled",
                "false, or no kms_master_key_id: a queue is encrypted in one way");
    }

    private static void examineDeadLetters(Resource written, Resource queue, Objections objections) {
        Value target = written.attribute(TARGET);
        Optional<Resource> dead = written.find(QUEUE, target);
        dead.ifPresent(letters -> {
            if (letters.equals(queue)) {
                objections.add(TARGET, "the queue itself", "another queue");
            } else if (isFifo(letters).isPresent()
                    && isFifo(queue).isPresent()
                    && !isFifo(letters).equals(isFifo(queue))) {
                objections.add(
                        TARGET,
                        letters.address(),
                        isFifo(queue).get()
                                ? "a FIFO queue, as the queue itself is"
                                : "a standard queue, as the queue itself is");
            }
            if (!letters.region().equals(queue.region())) {
                objections.add(
                        "region",
                        TARGET,
                        "%s in %s".formatted(letters.address(), letters.region()),
                        "a queue of " + queue.region());
            }
        });
        boolean counted = written.has("redrive_policy")
                && target.isPresent()
                && written.attribute("redrive_policy.maxReceiveCount").isAbsent();
        if (counted) {
            objections.add(
                    "redrive_policy.maxReceiveCount",
                    "(absent)",
                    "how often a message is received before it is dead, 1 to 1000");
        }
        Set<String> known = Set.of("deadLetterTargetArn", "maxReceiveCount");
        written.blocks("redrive_policy")
                .forEach(policy -> policy.body().fieldNames().forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        objections.add(name, "redrive_policy." + name, name, "deadLetterTargetArn and maxReceiveCount");
                    }
                }));
    }

    private static Optional<Boolean> isFifo(Resource queue) {
        Value fifo = queue.attribute(FIFO);
        return fifo.isAbsent() ? Optional.of(false) : fifo.isKnown() ? Optional.of(fifo.isTrue()) : Optional.empty();
    }
}
