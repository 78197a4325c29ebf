package payments.infrastructure.messaging;

import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMapping;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingScalingConfig;
import java.util.List;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.compute.Worker;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.QueueSettings;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * A function that processes the messages of a queue. It answers with the messages that failed, and only those stay
 * (Lambda guide, "Reporting batch item failures"); no filter, since Lambda deletes what a filter keeps out.
 */
public final class QueueProcessor extends Construct {
    private final ServiceFunction function;

    /** Defines the function and connects it with the queue. */
    public QueueProcessor(
            Construct scope,
            String id,
            Placement placement,
            WorkerHost host,
            FunctionSpec function,
            QueueSettings settings,
            WorkQueue queue) {
        super(scope, id);
        this.function = new Worker(this, "worker", placement, host, function).function();
        LambdaEventSourceMapping.Builder.create(this, "mapping")
                .provider(placement.provider())
                .eventSourceArn(queue.arn())
                .functionName(this.function.alias().arn())
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
