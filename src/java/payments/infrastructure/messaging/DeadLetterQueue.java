package payments.infrastructure.messaging;

import com.hashicorp.cdktf.providers.aws.sqs_queue_redrive_allow_policy.SqsQueueRedriveAllowPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.terraform.JsonText;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Where what could not be processed is stored for an operator. It has no consumer. Any message in it raises an alarm, and a
 * second one when it was not read for half of its time.
 */
public final class DeadLetterQueue extends Construct {
    /** The longest that SQS knows (SQS guide, "Amazon SQS quotas"). */
    private static final int LONGEST_RETENTION_DAYS = 14;

    /** Long enough to look at a message; no function reads these. */
    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    private static final int SECONDS_OF_HALF_A_DAY = 43_200;

    private final SecureQueue queue;

    /**
     * What distinguishes one dead-letter queue from another.
     *
     * @param role what it keeps; part of its name and of its alarms' names
     * @param retentionDays days that it keeps a message
     * @param sources the ARNs of the queues whose messages end here; empty where none do
     * @param senders the services that may send to it
     */
    public record Spec(String role, int retentionDays, List<String> sources, List<Statement> senders) {
        public Spec {
            sources = List.copyOf(sources);
            senders = List.copyOf(senders);
        }

        /** One for the messages of another queue, which SQS moves here. */
        public static Spec behind(String queueArn, int retentionDays, String role) {
            return new Spec(role, retentionDays, List.of(queueArn), List.of());
        }

        /** One for what services or functions could not deliver, kept for as long as SQS can. */
        public static Spec of(String role, List<Statement> senders) {
            return new Spec(role, LONGEST_RETENTION_DAYS, List.of(), senders);
        }
    }

    /** Defines the queue and its alarms. */
    public DeadLetterQueue(Construct scope, String id, Placement placement, MessageHost host, Spec spec) {
        super(scope, id);
        String role = spec.role();
        this.queue = new SecureQueue(
                this,
                "queue",
                placement,
                host.keyArn(),
                new SecureQueue.Spec(placement.names().plain(role), spec.retentionDays(), VISIBILITY, ""),
                spec.senders());
        Map<String, Object> allowed = new TreeMap<>();
        allowed.put("redrivePermission", spec.sources().isEmpty() ? "denyAll" : "byQueue");
        if (!spec.sources().isEmpty()) {
            allowed.put("sourceQueueArns", spec.sources());
        }
        SqsQueueRedriveAllowPolicy.Builder.create(this, "redrive-allow-policy")
                .provider(placement.provider())
                .queueUrl(queue.url())
                .redriveAllowPolicy(JsonText.of(allowed))
                .build();
        new Alarm(
                this,
                role + "-arrived",
                placement,
                host.alertsArn(),
                "Something could not be processed and waits in %s: follow its runbook".formatted(role),
                Metric.ofQueue(queue.name(), "ApproximateNumberOfMessagesVisible", "Maximum"),
                new Alarm.Above(0, Periods.ofOneMinute(1)));
        new Alarm(
                this,
                role + "-forgotten",
                placement,
                host.alertsArn(),
                "Half of the time is over in which %s keeps a message: then it is gone".formatted(role),
                Metric.ofQueue(queue.name(), "ApproximateAgeOfOldestMessage", "Maximum"),
                new Alarm.Above(spec.retentionDays() * SECONDS_OF_HALF_A_DAY, Periods.ofOneMinute(1)));
    }

    /** The queue's ARN. */
    public String arn() {
        return queue.arn();
    }
}
