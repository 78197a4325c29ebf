package payments.infrastructure.compute;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.AlertTopicArn;

/**
 * What all workers of a region share.
 *
 * @param functions what they share with all functions
 * @param alertsArn the topic of their alarms
 * @param failures the queue of what they could not do; null where each of them reads a queue, which keeps that itself
 */
public record WorkerHost(
        FunctionHost functions,
        AlertTopicArn alertsArn,
        @Nullable String failures) {
    /** The queue of what they could not do. */
    public String failuresArn() {
        return Objects.requireNonNull(failures, "a worker that nothing keeps failures for");
    }

    /** Lets a function send what it could not do to that queue. */
    public static Statement keepFailures(RoleContext context) {
        return Statement.allow("KeepFailures", "sqs:SendMessage").on(context.queues(ResourceName.FAILED_INVOCATIONS));
    }
}
