package payments.infrastructure.messaging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.QueueSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.terraform.JsonText;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The queue of payments to be processed, and its dead-letter queue. A standard queue: messages name their effect, so one
 * that comes twice changes nothing, and order does not matter.
 */
public final class PaymentQueue extends Construct {
    private static final int ONE_MINUTE = 60;

    /** AWS's factor over the longest processing (CloudWatch guide, "Recommended alarms", Amazon SQS). */
    private static final double SHARE_OF_VISIBILITY = 1.5;

    private final SecureQueue queue;

    /** Defines both queues and their alarms. */
    public PaymentQueue(Construct scope, String id, Placement placement, MessageHost host, QueueSettings settings) {
        super(scope, id);
        String name = placement.name(ResourceName.PAYMENT_QUEUE);
        DeadLetterQueue deadLetters = new DeadLetterQueue(
                this,
                "dead-letters",
                placement,
                host,
                ResourceName.PAYMENT_DEAD_LETTERS.role(),
                settings.deadLetterRetentionDays(),
                List.of(placement.arns().queue(placement.region(), name)),
                List.of());
        Map<String, Object> redrive = new LinkedHashMap<>();
        redrive.put("deadLetterTargetArn", deadLetters.arn());
        redrive.put("maxReceiveCount", settings.maxReceives());
        this.queue = new SecureQueue(
                this,
                "queue",
                placement,
                host.keyArn(),
                new SecureQueue.Spec(
                        name, settings.retentionDays(), settings.visibilitySeconds(), JsonText.of(redrive)),
                List.of());
        new Alarm(
                this,
                "payment-queue-age",
                placement,
                host.alertsArn(),
                "Payments wait in the queue: the processor fails, or is too slow",
                Metric.ofQueue(name, "ApproximateAgeOfOldestMessage", "Maximum"),
                new Alarm.Above(settings.visibilitySeconds() * SHARE_OF_VISIBILITY, ONE_MINUTE, 15));
        new Alarm(
                this,
                "payment-queue-depth",
                placement,
                host.alertsArn(),
                "More payments wait in the queue than the processor carries out in five minutes",
                Metric.ofQueue(name, "ApproximateNumberOfMessagesVisible", "Average"),
                new Alarm.Above(depth(settings), ONE_MINUTE, 15));
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
