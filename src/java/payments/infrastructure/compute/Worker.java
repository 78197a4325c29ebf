package payments.infrastructure.compute;

import payments.infrastructure.observability.AlarmGroup;
import payments.infrastructure.observability.FunctionAlarms;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * A function that works behind the API: nobody waits for its answer, so it is watched by alarms of its own, and what it
 * fails to do is kept.
 */
public final class Worker extends Construct {
    private final Placement placement;
    private final WorkerHost host;
    private final ServiceFunction function;

    /** Defines the function and its alarms. */
    public Worker(Construct scope, String id, Placement placement, WorkerHost host, FunctionSpec spec) {
        super(scope, id);
        this.placement = placement;
        this.host = host;
        this.function = new ServiceFunction(this, "function", placement, host.functions(), spec);
        new AlarmGroup(this, "alarms", placement, host.alertsArn())
                .addAll(FunctionAlarms.ofWorker(
                        spec.name().role(), function.name(), spec.size().timeoutSeconds()));
    }

    /** Keeps the events that the function could not take, where a service invokes it without waiting. */
    public Worker keepingFailures() {
        new FailureDestination(this, "failures", placement, function, host.failuresArn(), host.alertsArn());
        return this;
    }

    /** The function. */
    public ServiceFunction function() {
        return function;
    }
}
