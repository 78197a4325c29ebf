package payments.infrastructure.messaging;

import java.util.List;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The alerts that a web hook or a queue did not take: SNS tries for an hour or so, and would then forget them (SNS guide,
 * "Amazon SNS message delivery retries"). Only made where there is a subscription that needs it; email has no dead letters.
 */
public final class UndeliveredAlerts extends Construct {
    /** What the queue of a region's alerts is called. */
    public static final String OF_REGION = "undelivered-alerts";

    /** What the queue of the alerts is called that no region owns. */
    public static final String OF_NO_REGION = "undelivered-global-alerts";

    /**
     * Defines the queue.
     *
     * @param host the key of the queue, and the topic whose alerts it stores, which is also notified of what is in it
     * @param role what it is called
     */
    public UndeliveredAlerts(Construct scope, String id, Placement placement, MessageHost host, String role) {
        super(scope, id);
        new DeadLetterQueue(
                this,
                "queue",
                placement,
                host,
                DeadLetterQueue.Spec.of(
                        role,
                        List.of(Statement.allow("KeepUndeliveredAlerts", "sqs:SendMessage")
                                .toService("sns.amazonaws.com")
                                .when(
                                        "ArnEquals",
                                        "aws:SourceArn",
                                        host.alertsArn().value()))));
    }

    /** The queue's ARN, by the naming rule: the topic's subscriptions name it, and the queue's alarms name the topic. */
    public static String arn(Placement placement, String role) {
        return placement.arns().queue(placement.region(), placement.names().plain(role));
    }
}
