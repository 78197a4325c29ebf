package payments.infrastructure.messaging;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMapping;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingDestinationConfig;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingDestinationConfigOnFailure;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingFilterCriteria;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingFilterCriteriaFilter;
import java.util.List;
import java.util.Map;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.Schedule;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.compute.Worker;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.EventSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.AlarmGroup;
import payments.infrastructure.observability.FunctionAlarms;
import payments.infrastructure.observability.ServiceAlarms;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The function that brings the outbox's events to the topic, and where there is a database into the ledger. The table's
 * stream calls it at once; a schedule finds what the stream gave up, so a record of the stream may be given up after some
 * retries without an event being lost.
 */
public final class OutboxRelay extends Construct {
    private static final String SWEEP = "rate(1 minute)";
    private static final int BATCH_SIZE = 100;

    /** New events only: marking one as sent changes it, and that change needs no relay. */
    private static final String NEW_EVENTS =
            "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"NewImage\":{\"kind\":{\"S\":[\"event\"]}}}}";

    private final ServiceFunction function;

    /**
     * What the relay reads, and how.
     *
     * @param streamArn the stream of the payments table
     */
    public record Source(EventSettings settings, String streamArn) {}

    /**
     * Defines the function and connects it with the stream and the schedule.
     *
     * @param variables those of its contract
     * @param before what must have happened before the first event, such as the migration of the ledger
     */
    public OutboxRelay(
            Construct scope,
            String id,
            Placement placement,
            WorkerHost host,
            Source source,
            Map<FunctionVariable, String> variables,
            List<ITerraformDependable> before) {
        super(scope, id);
        Worker worker = new Worker(
                this,
                "worker",
                placement,
                host,
                new FunctionSpec(
                        ResourceName.OUTBOX_RELAY,
                        FunctionContract.OUTBOX_RELAY,
                        "Publishes the events of the outbox",
                        source.settings().relay(),
                        variables));
        this.function = worker.function();
        LambdaEventSourceMapping.Builder.create(this, "mapping")
                .provider(placement.provider())
                .eventSourceArn(source.streamArn())
                .functionName(function.alias().arn())
                .startingPosition("TRIM_HORIZON")
                .batchSize(BATCH_SIZE)
                .bisectBatchOnFunctionError(true)
                .maximumRetryAttempts(source.settings().retries())
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .filterCriteria(LambdaEventSourceMappingFilterCriteria.builder()
                        .filter(List.of(LambdaEventSourceMappingFilterCriteriaFilter.builder()
                                .pattern(NEW_EVENTS)
                                .build()))
                        .build())
                .destinationConfig(LambdaEventSourceMappingDestinationConfig.builder()
                        .onFailure(LambdaEventSourceMappingDestinationConfigOnFailure.builder()
                                .destinationArn(host.failuresArn())
                                .build())
                        .build())
                .dependsOn(before)
                .build();
        new Schedule(this, "sweep", placement, host, SWEEP, worker);
        new AlarmGroup(this, "alarms", placement, host.alertsArn())
                .add(FunctionAlarms.ofStreamReader(ResourceName.OUTBOX_RELAY.role(), function.name()))
                .addAll(ServiceAlarms.ofOutbox(placement));
    }

    /** The function. */
    public ServiceFunction function() {
        return function;
    }
}
