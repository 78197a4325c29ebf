package payments.infrastructure.messaging;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.compute.Schedule;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The queue of what the workers of a region could not do: events that S3 or a schedule invoked them with, and records of a
 * stream. Each message names the function and carries the event, so one queue serves all.
 */
public final class FailedInvocations extends Construct {
    private final DeadLetterQueue queue;

    /**
     * Defines the queue. Functions send with their own roles; EventBridge is let in for each schedule by name.
     *
     * @param scheduled the functions that run on a schedule
     */
    public FailedInvocations(
            Construct scope, String id, Placement placement, MessageHost host, List<ResourceName> scheduled) {
        super(scope, id);
        List<Statement> senders = new ArrayList<>();
        if (!scheduled.isEmpty()) {
            senders.add(Statement.allow("KeepUndeliveredSchedules", "sqs:SendMessage")
                    .toService("events.amazonaws.com")
                    .when(
                            "ArnEquals",
                            "aws:SourceArn",
                            scheduled.stream()
                                    .map(function -> placement
                                            .arns()
                                            .eventRule(
                                                    placement.region(), Schedule.ruleName(placement, function.role())))
                                    .toArray(String[]::new)));
        }
        this.queue = new DeadLetterQueue(
                this,
                "queue",
                placement,
                host,
                DeadLetterQueue.Spec.of(ResourceName.FAILED_INVOCATIONS.role(), senders));
    }

    /** The queue's ARN. */
    public String arn() {
        return queue.arn();
    }
}
