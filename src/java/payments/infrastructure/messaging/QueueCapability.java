package payments.infrastructure.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.FunctionVariables;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.QueueCapture;
import payments.infrastructure.config.deployment.QueueSettings;
import payments.infrastructure.data.EffectLogRights;
import payments.infrastructure.data.PaymentRights;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;

/** The queue of payments and the function that processes them. */
public final class QueueCapability implements Capability {
    static final WorkQueue.Spec QUEUE =
            new WorkQueue.Spec(ResourceName.PAYMENT_QUEUE, ResourceName.PAYMENT_DEAD_LETTERS, "payments");

    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().queue() != null;
    }

    @Override
    public List<RoleSpec> roles(RoleContext context) {
        List<Statement> own = new ArrayList<>(PaymentRights.change(context));
        own.addAll(EffectLogRights.append(context));
        own.add(PaymentRights.noteRefusedRows(context));
        own.add(QUEUE.take(context));
        QueueSettings settings = Objects.requireNonNull(context.settings().queue(), "settings of the queue");
        if (settings.capture() == QueueCapture.AUTOMATIC) {
            own.add(Statement.allow("CapturePayments", "states:StartExecution")
                    .on(context.stateMachines(ResourceName.PAYMENT_WORKFLOW)));
            own.add(Statement.allow("AskForCaptures", "states:DescribeExecution")
                    .on(context.executions(ResourceName.PAYMENT_WORKFLOW)));
        }
        return List.of(RoleSpec.worker(context, ResourceName.QUEUE_PROCESSOR, own));
    }

    /** Puts payments into the queue. */
    public static Statement send(RoleContext context) {
        return Statement.allow("SendPayments", "sqs:SendMessage").on(context.queues(ResourceName.PAYMENT_QUEUE));
    }

    @Override
    public void addVariables(RegionContext region, FunctionVariables variables) {
        variables.put(FunctionVariable.PAYMENT_QUEUE_URL, () -> region.get(WorkQueue.class)
                .url());
    }

    @Override
    public void build(RegionContext region) {
        QueueSettings settings = Objects.requireNonNull(region.settings().queue(), "settings of the queue");
        WorkQueue queue = region.add(
                WorkQueue.class,
                new WorkQueue(
                        region.stack(),
                        "payment-queue",
                        region.placement(),
                        region.get(MessageHost.class),
                        QUEUE,
                        settings));
        QueueProcessor processor = region.add(
                QueueProcessor.class,
                new QueueProcessor(
                        region.stack(),
                        "queue-processor",
                        region.placement(),
                        region.get(WorkerHost.class),
                        new FunctionSpec(
                                ResourceName.QUEUE_PROCESSOR,
                                FunctionContract.QUEUE_PROCESSOR,
                                "Carries out the payments of the queue",
                                settings.processor(),
                                region.variables(FunctionContract.QUEUE_PROCESSOR)),
                        settings,
                        queue));
        region.addRequestLog("queue-processor", processor.function().logGroup());
        region.output("payment_queue_url", queue.url());
    }
}
