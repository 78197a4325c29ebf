package payments.infrastructure.messaging;

import java.util.List;
import java.util.Map;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.Schedule;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.compute.Worker;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.EffectLogSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.AlarmGroup;
import payments.infrastructure.observability.FunctionAlarms;
import payments.infrastructure.observability.ServiceAlarms;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The function that brings a region's table up to the log of effects. The stream of the region's copy calls it at once
 * ({@link EffectStream}); each minute a schedule has it report how far it has come, who owns the payments, and go on with what
 * the stream did not bring.
 */
public final class EffectProjector extends Construct {
    private static final String EACH_MINUTE = "rate(1 minute)";

    private final ServiceFunction function;

    /**
     * Defines the function and its schedule.
     *
     * @param variables those of its contract
     */
    public EffectProjector(
            Construct scope,
            String id,
            Placement placement,
            WorkerHost host,
            EffectLogSettings settings,
            Map<FunctionVariable, String> variables) {
        super(scope, id);
        Worker worker = new Worker(
                this,
                "worker",
                placement,
                host,
                new FunctionSpec(
                        ResourceName.EFFECT_PROJECTOR,
                        FunctionContract.EFFECT_PROJECTOR,
                        "Brings the region's table up to the log of effects",
                        settings,
                        variables));
        this.function = worker.function();
        new Schedule(this, "minute", placement, host, EACH_MINUTE, worker);
        new AlarmGroup(this, "alarms", placement, host.alertsArn())
                .addAll(List.of(FunctionAlarms.ofStreamReader(ResourceName.EFFECT_PROJECTOR.role(), function.name())))
                .addAll(ServiceAlarms.ofProjector(placement));
    }

    /** The function. */
    public ServiceFunction function() {
        return function;
    }
}
