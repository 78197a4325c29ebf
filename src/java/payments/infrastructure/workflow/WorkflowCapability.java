package payments.infrastructure.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import payments.contract.FunctionVariable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.FunctionVariables;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.QueueCapture;
import payments.infrastructure.config.deployment.QueueSettings;
import payments.infrastructure.config.deployment.WorkflowSettings;
import payments.infrastructure.data.EffectLogRights;
import payments.infrastructure.data.PaymentRights;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.messaging.EventsCapability;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.terraform.Placement;

/** The state machine that captures payments, and the functions of its steps. */
public final class WorkflowCapability implements Capability {
    private static final List<ResourceName> STEPS = List.of(
            ResourceName.VALIDATE_STEP, ResourceName.PROCESS_STEP, ResourceName.NOTIFY_STEP, ResourceName.FAIL_STEP);

    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().workflow() != null;
    }

    @Override
    public List<RoleSpec> roles(RoleContext context) {
        return List.of(
                step(context, ResourceName.VALIDATE_STEP, List.of(PaymentRights.read(context))),
                step(context, ResourceName.PROCESS_STEP, PaymentRights.change(context)),
                step(context, ResourceName.NOTIFY_STEP, EventsCapability.publish(context)),
                step(context, ResourceName.FAIL_STEP, PaymentRights.change(context)),
                RoleSpec.stateMachine(
                        ResourceName.PAYMENT_WORKFLOW,
                        Statement.allow("CallSteps", "lambda:InvokeFunction")
                                .on(STEPS.stream()
                                        .flatMap(step -> context.aliases(step).stream())
                                        .toList())));
    }

    private static RoleSpec step(RoleContext context, ResourceName step, List<Statement> own) {
        List<Statement> statements = new ArrayList<>(own);
        statements.addAll(EffectLogRights.append(context));
        return RoleSpec.worker(context, step, statements);
    }

    @Override
    public void addVariables(RegionContext region, FunctionVariables variables) {
        QueueSettings queue = region.settings().queue();
        if (queue != null && queue.capture() == QueueCapture.AUTOMATIC) {
            // By name: the machine is built after the queue, whose messages come again until it is there.
            variables.put(FunctionVariable.QUEUE_WORKFLOW_ARN, machineArn(region.placement()));
        }
    }

    /** Starts the workflow of a payment, and looks how an earlier execution ended, whose name is taken. */
    public static List<Statement> start(RoleContext context) {
        return List.of(
                Statement.allow("StartWorkflow", "states:StartExecution")
                        .on(context.stateMachines(ResourceName.PAYMENT_WORKFLOW)),
                Statement.allow("AskForWorkflow", "states:DescribeExecution")
                        .on(context.executions(ResourceName.PAYMENT_WORKFLOW)));
    }

    /** The state machine of a region, by rule. */
    public static String machineArn(Placement placement) {
        return placement.arns().stateMachine(placement.region(), placement.name(ResourceName.PAYMENT_WORKFLOW));
    }

    /** What all state machines of a region share. */
    public static WorkflowHost host(RegionContext region) {
        return new WorkflowHost(
                region.settings().logs(), region.get(RegionKeys.class).arn(KeyPurpose.LOGS), region.alertsArn());
    }

    @Override
    public void build(RegionContext region) {
        WorkflowSettings settings = Objects.requireNonNull(region.settings().workflow(), "settings of the workflow");
        PaymentWorkflow workflow = new PaymentWorkflow(
                region.stack(),
                "payment-workflow",
                region.placement(),
                region.get(WorkerHost.class),
                host(region),
                settings,
                region::variables);
        workflow.functions().forEach((name, function) -> region.addRequestLog(name, function.logGroup()));
        region.addRequestLog("payment-workflow", workflow.log());
        region.output("payment_workflow_arn", workflow.arn());
    }
}
