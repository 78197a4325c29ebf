package payments.infrastructure.messaging;

import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMapping;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingScalingConfig;
import java.util.List;
import java.util.Map;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.compute.Worker;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.QueueSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The function that processes the payments of the queue. It answers with the messages that failed, and only those stay
 * (Lambda guide, "Reporting batch item failures"); no filter, since Lambda deletes what a filter keeps out.
 */
public final class QueueProcessor extends Construct {
    private final ServiceFunction function;

    /**
     * Defines the function and connects it with the queue.
     *
     * @param variables those of its contract
     */
    public QueueProcessor(
            Construct scope,
            String id,
            Placement placement,
            WorkerHost host,
            QueueSettings settings,
            PaymentQueue queue,
            Map<FunctionVariable, String> variables) {
        super(scope, id);
        this.function = new Worker(
                        this,
                        "worker",
                        placement,
                        host,
                        new FunctionSpec(
                                ResourceName.QUEUE_PROCESSOR,
                                FunctionContract.QUEUE_PROCESSOR,
                                "Carries out the payments of the queue",
                                settings.processor(),
                                variables))
                .function();
        LambdaEventSourceMapping.Builder.create(this, "mapping")
                .provider(placement.provider())
                .eventSourceArn(queue.arn())
                .functionName(function.alias().arn())
                .batchSize(settings.batchSize())
                .maximumBatchingWindowInSeconds(settings.windowSeconds())
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .scalingConfig(LambdaEventSourceMappingScalingConfig.builder()
                        .maximumConcurrency(settings.maximumConcurrency())
                        .build())
                .build();
    }

    /** The function. */
    public ServiceFunction function() {
        return function;
    }
}
