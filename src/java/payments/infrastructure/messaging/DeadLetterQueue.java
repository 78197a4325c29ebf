package payments.infrastructure.messaging;

import com.hashicorp.cdktf.providers.aws.sqs_queue_redrive_allow_policy.SqsQueueRedriveAllowPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.terraform.JsonText;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Where what could not be processed is stored for an operator. It has no consumer. Any message in it raises an alarm, and a
 * second one when it was not read for half of its time.
 */
public final class DeadLetterQueue extends Construct {
    /** The longest that SQS knows (SQS guide, "Amazon SQS quotas"). */
    public static final int LONGEST_RETENTION_DAYS = 14;

    /** Long enough to look at a message; no function reads these. */
    private static final int VISIBILITY_SECONDS = 30;

    private static final int ONE_MINUTE = 60;
    private static final int SECONDS_OF_HALF_A_DAY = 43_200;

    private final SecureQueue queue;

    /**
     * Defines the queue and its alarms.
     *
     * @param role what it keeps; part of its name and of its alarms' names
     * @param retentionDays days that it keeps a message
     * @param sources the ARNs of the queues whose messages end here; empty where none do
     * @param senders the services that may send to it
     */
    public DeadLetterQueue(
            Construct scope,
            String id,
            Placement placement,
            MessageHost host,
            String role,
            int retentionDays,
            List<String> sources,
            List<Statement> senders) {
        super(scope, id);
        this.queue = new SecureQueue(
                this,
                "queue",
                placement,
                host.keyArn(),
                new SecureQueue.Spec(placement.names().plain(role), retentionDays, VISIBILITY_SECONDS, ""),
                senders);
        Map<String, Object> allowed = new TreeMap<>();
        allowed.put("redrivePermission", sources.isEmpty() ? "denyAll" : "byQueue");
        if (!sources.isEmpty()) {
            allowed.put("sourceQueueArns", sources);
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
                new Alarm.Above(0, ONE_MINUTE, 1));
        new Alarm(
                this,
                role + "-forgotten",
                placement,
                host.alertsArn(),
                "Half of the time is over in which %s keeps a message: then it is gone".formatted(role),
                Metric.ofQueue(queue.name(), "ApproximateAgeOfOldestMessage", "Maximum"),
                new Alarm.Above(retentionDays * SECONDS_OF_HALF_A_DAY, ONE_MINUTE, 1));
    }

    /** The queue's ARN. */
    public String arn() {
        return queue.arn();
    }
}
