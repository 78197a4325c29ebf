package payments.infrastructure.messaging;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import payments.infrastructure.config.deployment.QueueSettings;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.terraform.JsonText;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * A queue whose messages a function processes, and its dead-letter queue. A standard queue: messages name their effect, so one
 * that comes twice changes nothing, and order does not matter.
 */
public final class WorkQueue extends Construct {
    /** AWS's factor over the longest processing (CloudWatch guide, "Recommended alarms", Amazon SQS). */
    private static final double SHARE_OF_VISIBILITY = 1.5;

    private final SecureQueue queue;

    /**
     * What distinguishes one such queue from another.
     *
     * @param content what a message asks for, as a plural such as {@code payments}
     */
    public record Spec(ResourceName queue, ResourceName deadLetters, String content) {
        /** What the role of the queue's processor needs to take messages from it. */
        Statement take(RoleContext context) {
            return Statement.allow(
                            "TakeFromQueue",
                            "sqs:ReceiveMessage",
                            "sqs:DeleteMessage",
                            "sqs:ChangeMessageVisibility",
                            "sqs:GetQueueAttributes")
                    .on(context.queues(queue));
        }
    }

    /**
     * Defines both queues and their alarms.
     *
     * @param id also the first part of the names of the alarms
     */
    public WorkQueue(
            Construct scope, String id, Placement placement, MessageHost host, Spec spec, QueueSettings settings) {
        super(scope, id);
        String name = placement.name(spec.queue());
        DeadLetterQueue deadLetters = new DeadLetterQueue(
                this,
                "dead-letters",
                placement,
                host,
                DeadLetterQueue.Spec.behind(
                        placement.arns().queue(placement.region(), name),
                        settings.deadLetterRetentionDays(),
                        spec.deadLetters().role()));
        Map<String, Object> redrive = new LinkedHashMap<>();
        redrive.put("deadLetterTargetArn", deadLetters.arn());
        redrive.put("maxReceiveCount", settings.maxReceives());
        this.queue = new SecureQueue(
                this,
                "queue",
                placement,
                host.keyArn(),
                new SecureQueue.Spec(
                        name,
                        settings.retentionDays(),
                        Duration.ofSeconds(settings.visibilitySeconds()),
                        JsonText.of(redrive)),
                List.of());
        new Alarm(
                this,
                id + "-age",
                placement,
                host.alertsArn(),
                "%s%s wait in the queue: the processor fails, or is too slow"
                        .formatted(
                                spec.content().substring(0, 1).toUpperCase(Locale.ROOT),
                                spec.content().substring(1)),
                Metric.ofQueue(name, "ApproximateAgeOfOldestMessage", "Maximum"),
                new Alarm.Above(settings.visibilitySeconds() * SHARE_OF_VISIBILITY, Periods.ofOneMinute(15)));
        new Alarm(
                this,
                id + "-depth",
                placement,
                host.alertsArn(),
                "More %s wait in the queue than the processor carries out in five minutes".formatted(spec.content()),
                Metric.ofQueue(name, "ApproximateNumberOfMessagesVisible", "Average"),
                new Alarm.Above(depth(settings), Periods.ofOneMinute(15)));
    }

    /** What the processor does in five minutes at one second for each message. */
    private static double depth(QueueSettings settings) {
        return settings.maximumConcurrency() * 300.0;
    }

    /** The queue's ARN. */
    public String arn() {
        return queue.arn();
    }

    /** The queue's URL, by which a client names it. */
    public String url() {
        return queue.url();
    }
}
