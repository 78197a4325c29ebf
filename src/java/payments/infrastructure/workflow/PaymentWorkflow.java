package payments.infrastructure.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.compute.Worker;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.WorkflowSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The state machine that carries a payment through (requirement D5): validate, choose, process, notify; or payment failed.
 * Its state is the payment's id, so its history holds nothing else.
 *
 * <p>A payment that is refused is given up, and the execution fails. Whatever else goes wrong, such as a table that does not answer,
 * leaves the payment undecided: the execution fails, its alarm is raised, and a further request starts another one. One that was processed is never given up:
 * when only its notification fails, the outbox publishes it, and the execution fails so that an operator looks.
 */
public final class PaymentWorkflow extends Construct {
    private static final String VALIDATE = "Validate";
    private static final String CHOOSE = "IsValid";
    private static final String PROCESS = "Process";
    private static final String NOTIFY = "NotifySuccess";
    private static final String GIVE_UP = "PaymentFailed";
    private static final String FAILED = "Failed";
    private static final String UNDECIDED = "Undecided";

    /** The one error that says that the payment itself is refused; its class has this name in {@code payments.service}. */
    private static final String REFUSAL = "payments.service.workflow.PaymentRefusedException";

    private static final String NOT_ANNOUNCED = "NotAnnounced";

    private final Placement placement;
    private final WorkerHost workers;
    private final WorkflowSettings settings;
    private final Function<FunctionContract, Map<FunctionVariable, String>> variables;
    private final Map<String, ServiceFunction> functions = new TreeMap<>();
    private final StateMachine machine;

    /**
     * Defines the functions of the steps and the machine.
     *
     * @param variables those of each function by its contract
     */
    public PaymentWorkflow(
            Construct scope,
            String id,
            Placement placement,
            WorkerHost workers,
            WorkflowHost host,
            WorkflowSettings settings,
            Function<FunctionContract, Map<FunctionVariable, String>> variables) {
        super(scope, id);
        this.placement = placement;
        this.workers = workers;
        this.settings = settings;
        this.variables = variables;
        this.machine = new StateMachine(
                this,
                "machine",
                placement,
                host,
                new StateMachine.Spec(
                        ResourceName.PAYMENT_WORKFLOW,
                        ResourceName.PAYMENT_WORKFLOW_ROLE,
                        States.machine("Carries a payment through", VALIDATE, settings.timeoutSeconds(), states())));
    }

    /** The group of the machine's log. */
    public EncryptedLogGroup log() {
        return machine.log();
    }

    /** The machine's ARN. */
    public String arn() {
        return machine.arn();
    }

    /** The functions of the steps, by a name for each. */
    public Map<String, ServiceFunction> functions() {
        return functions;
    }

    private Map<String, Object> states() {
        ServiceFunction validate = step(
                "validate",
                ResourceName.VALIDATE_STEP,
                FunctionContract.VALIDATE_STEP,
                "Checks that a payment can be processed");
        ServiceFunction process = step(
                "process",
                ResourceName.PROCESS_STEP,
                FunctionContract.PROCESS_STEP,
                "Authorises and captures a payment");
        ServiceFunction announce =
                step("notify", ResourceName.NOTIFY_STEP, FunctionContract.NOTIFY_STEP, "Announces a captured payment");
        ServiceFunction giveUp = step("fail", ResourceName.FAIL_STEP, FunctionContract.FAIL_STEP, "Gives a payment up");
        Map<String, Object> states = new LinkedHashMap<>();
        states.put(VALIDATE, States.then(decide(validate), CHOOSE));
        states.put(
                CHOOSE,
                States.ordered(
                        "Type",
                        "Choice",
                        "Choices",
                        List.of(States.ordered("Variable", "$.valid", "BooleanEquals", true, "Next", PROCESS)),
                        "Default",
                        GIVE_UP));
        states.put(PROCESS, States.then(decide(process), NOTIFY));
        states.put(NOTIFY, States.last(call(announce, NOT_ANNOUNCED)));
        states.put(GIVE_UP, States.then(call(giveUp, UNDECIDED), FAILED));
        states.put(FAILED, States.fail("PaymentFailed", "The payment could not be processed; its record says why"));
        states.put(
                UNDECIDED,
                States.fail(
                        "Undecided", "A step did not succeed, and the payment is as it was; have it captured again"));
        states.put(
                NOT_ANNOUNCED,
                States.fail("NotAnnounced", "The payment is captured; its notification is left to the outbox"));
        return states;
    }

    /** A step that may refuse the payment, which alone gives it up. */
    private Map<String, Object> decide(ServiceFunction function) {
        return States.refused(call(function, UNDECIDED), REFUSAL, GIVE_UP);
    }

    private Map<String, Object> call(ServiceFunction function, String onFailure) {
        return States.call(function.alias().arn(), settings.step().timeoutSeconds(), onFailure);
    }

    private ServiceFunction step(String id, ResourceName name, FunctionContract contract, String description) {
        ServiceFunction function = new Worker(
                        this,
                        id,
                        placement,
                        workers,
                        new FunctionSpec(name, contract, description, settings.step(), variables.apply(contract)))
                .function();
        functions.put(name.role(), function);
        return function;
    }
}
