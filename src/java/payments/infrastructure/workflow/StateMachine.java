package payments.infrastructure.workflow;

import com.hashicorp.cdktf.providers.aws.sfn_state_machine.SfnStateMachine;
import com.hashicorp.cdktf.providers.aws.sfn_state_machine.SfnStateMachineLoggingConfiguration;
import com.hashicorp.cdktf.providers.aws.sfn_state_machine.SfnStateMachineTracingConfiguration;
import java.util.List;
import java.util.Map;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.terraform.JsonText;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * A standard state machine as all of ours are: every transition is logged, without what it carries; executions are traced;
 * one that fails, takes too long or is throttled raises an alarm.
 */
final class StateMachine extends Construct {
    private final EncryptedLogGroup log;
    private final SfnStateMachine machine;

    /**
     * What distinguishes one machine from another.
     *
     * @param name what it is called
     * @param role what its role is called
     * @param definition its states, as Amazon States Language in maps
     */
    record Spec(ResourceName name, ResourceName role, Map<String, Object> definition) {}

    /** Defines the machine, its log group and its alarms. */
    StateMachine(Construct scope, String id, Placement placement, WorkflowHost host, Spec spec) {
        super(scope, id);
        String name = placement.name(spec.name());
        // With this prefix CloudWatch Logs needs no line of a resource policy for each group.
        this.log = new EncryptedLogGroup(
                this, "logs", placement, "/aws/vendedlogs/states/" + name, host.logs(), host.logsKeyArn());
        this.machine = SfnStateMachine.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .type("STANDARD")
                .roleArn(placement.arns().role(placement.name(spec.role())))
                .definition(JsonText.of(spec.definition()))
                .loggingConfiguration(SfnStateMachineLoggingConfiguration.builder()
                        .level("ALL")
                        .includeExecutionData(false)
                        .logDestination(log.arn() + ":*")
                        .build())
                .tracingConfiguration(SfnStateMachineTracingConfiguration.builder()
                        .enabled(true)
                        .build())
                .tags(Map.of("Name", name))
                .build();
        Map<String, String> faults = Map.of(
                "failed", "ExecutionsFailed",
                "timed-out", "ExecutionsTimedOut",
                "aborted", "ExecutionsAborted",
                "throttled", "ExecutionThrottled");
        for (String what : List.of("failed", "timed-out", "aborted", "throttled")) {
            new Alarm(
                    this,
                    "%s-%s".formatted(spec.name().role(), what),
                    placement,
                    host.alertsArn(),
                    "An execution of %s %s: its history says why"
                            .formatted(spec.name().role(), what.replace('-', ' ')),
                    Metric.ofStateMachine(arn(), faults.getOrDefault(what, what), "Sum"),
                    new Alarm.Above(0, Periods.ofOneMinute(1)));
        }
    }

    /** The group of its log. */
    EncryptedLogGroup log() {
        return log;
    }

    /** The machine's ARN. */
    String arn() {
        return machine.getArn();
    }
}
