package payments.infrastructure.messaging;

import com.hashicorp.cdktf.providers.aws.sqs_queue.SqsQueue;
import com.hashicorp.cdktf.providers.aws.sqs_queue_policy.SqsQueuePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** A queue as all of ours are: encrypted with our key, read by long polling, and reached over TLS only. */
final class SecureQueue extends Construct {
    /** How long a data key is used before KMS is asked again: AWS's default, which bounds cost and delay. */
    private static final int KEY_REUSE_SECONDS = 300;

    /** The longest that SQS waits; fewer empty answers (SQS guide, "Short and long polling"). */
    private static final int LONG_POLLING_SECONDS = 20;

    private static final int SECONDS_OF_A_DAY = 86_400;

    private final SqsQueue queue;

    /**
     * What distinguishes one queue from another.
     *
     * @param name its name
     * @param retentionDays days that it keeps a message
     * @param visibility how long a message in work is hidden
     * @param redrive where messages go that fail too often, as JSON; empty where they come to their end here
     */
    record Spec(String name, int retentionDays, Duration visibility, String redrive) {}

    /**
     * Defines the queue.
     *
     * @param senders which services may send to it
     */
    SecureQueue(Construct scope, String id, Placement placement, KeyArn keyArn, Spec spec, List<Statement> senders) {
        super(scope, id);
        SqsQueue.Builder builder = SqsQueue.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(spec.name())
                .messageRetentionSeconds(spec.retentionDays() * SECONDS_OF_A_DAY)
                .visibilityTimeoutSeconds(spec.visibility().toSeconds())
                .receiveWaitTimeSeconds(LONG_POLLING_SECONDS)
                .kmsMasterKeyId(keyArn.value())
                .kmsDataKeyReusePeriodSeconds(KEY_REUSE_SECONDS)
                .tags(Map.of("Name", spec.name()));
        if (!spec.redrive().isEmpty()) {
            builder.redrivePolicy(spec.redrive());
        }
        this.queue = builder.build();
        List<Statement> statements = new ArrayList<>(List.of(Statement.deny("DenyPlainHttp", "sqs:*")
                .to("*")
                .on(queue.getArn())
                .when("Bool", "aws:SecureTransport", "false")));
        senders.forEach(sender -> statements.add(sender.on(queue.getArn())));
        SqsQueuePolicy.Builder.create(this, "policy")
                .provider(placement.provider())
                .queueUrl(queue.getUrl())
                .policy(new PolicyDocument(statements).toJson())
                .build();
    }

    /** The queue's name. */
    String name() {
        return queue.getNameInput();
    }

    /** The queue's ARN. */
    String arn() {
        return queue.getArn();
    }

    /** The queue's URL, by which a client names it. */
    String url() {
        return queue.getUrl();
    }
}
