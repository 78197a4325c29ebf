package payments.contract;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The functions of the service: for each its handler, the jar that holds it, and its variables. The platform deploys what
 * stands here and refuses to set any other variable; the service reads its variables through
 * {@link FunctionEnvironment}, which refuses to read any other.
 */
public enum FunctionContract {
    /** Answers the requests of the API. */
    PAYMENTS_API(
            FunctionJar.API,
            "PaymentsApiHandler",
            VariableSet.PAYMENTS
                    .withDatabase()
                    .allowing(
                            FunctionVariable.API_DIALECT,
                            FunctionVariable.API_AMOUNTS,
                            FunctionVariable.API_ENVIRONMENT,
                            FunctionVariable.API_ANONYMOUS_READ,
                            FunctionVariable.CORS_ALLOWED_ORIGIN,
                            FunctionVariable.CORS_ALLOWED_HEADERS,
                            FunctionVariable.PAYMENT_WORKFLOW_ARN)),

    /** Processes the messages of the payment queue, and the items of large files. */
    QUEUE_PROCESSOR(
            FunctionJar.QUEUE,
            "QueueProcessorHandler",
            VariableSet.PAYMENTS
                    .requiring(FunctionVariable.STATUS_TABLE)
                    .allowing(FunctionVariable.QUEUE_WORKFLOW_ARN, FunctionVariable.PAYMENT_QUEUE_URL)),

    /** Checks that a payment can be processed; the first step of the payment workflow. */
    VALIDATE_STEP(FunctionJar.QUEUE, "ValidateStepHandler", events()),

    /** Authorises and captures a payment. */
    PROCESS_STEP(FunctionJar.QUEUE, "ProcessStepHandler", events()),

    /** Publishes the event of a captured payment. */
    NOTIFY_STEP(FunctionJar.QUEUE, "NotifyStepHandler", events()),

    /** Marks a payment as failed. */
    FAIL_STEP(FunctionJar.QUEUE, "FailStepHandler", events()),

    /** Publishes the events of the outbox. */
    OUTBOX_RELAY(FunctionJar.QUEUE, "OutboxRelayHandler", events()),

    /** Brings the region's table up to the log of effects. */
    EFFECT_PROJECTOR(
            FunctionJar.QUEUE,
            "EffectProjectorHandler",
            VariableSet.PAYMENTS.requiring(
                    FunctionVariable.EFFECT_LOG_TABLE,
                    FunctionVariable.EFFECT_LOG_REGION,
                    FunctionVariable.EFFECT_LOG_ENDPOINT)),

    /** Reads uploaded files of payments. */
    BATCH_FILE(
            FunctionJar.BATCH,
            "BatchFileHandler",
            VariableSet.LOCATION
                    .requiring(
                            FunctionVariable.PAYMENT_QUEUE_URL,
                            FunctionVariable.STATUS_TABLE,
                            FunctionVariable.REPORT_BUCKET,
                            FunctionVariable.REPORT_PREFIX,
                            FunctionVariable.QUARANTINE_BUCKET,
                            FunctionVariable.BATCH_FUNCTION)
                    .allowing(
                            FunctionVariable.BATCH_CALLER,
                            FunctionVariable.LARGE_FILE_MACHINE_ARN,
                            FunctionVariable.TOLERATED_REJECT_PERCENT,
                            FunctionVariable.MAX_FILE_BYTES)),

    /** Migrates the schema of the ledger to its newest version. */
    MIGRATION(
            FunctionJar.DATABASE,
            "DatabaseMigrationHandler",
            VariableSet.LOCATION
                    .needingDatabase()
                    .requiring(FunctionVariable.DATABASE_USER)
                    .allowing(FunctionVariable.DATABASE_APPLICATION_ROLE)),

    /** Compares payments with the ledger. */
    RECONCILIATION(FunctionJar.DATABASE, "ReconciliationHandler", VariableSet.PAYMENTS.needingDatabase());

    private static final String METHOD = "handleRequest";

    private final FunctionJar jar;
    private final String handler;

    @SuppressWarnings("ImmutableEnumChecker") // Its sets are unmodifiable, which the checker cannot see.
    private final VariableSet variables;

    FunctionContract(FunctionJar jar, String handler, VariableSet variables) {
        this.jar = jar;
        this.handler = handler;
        this.variables = variables;
    }

    /** The functions whose handlers a jar holds. */
    public static List<FunctionContract> in(FunctionJar jar) {
        List<FunctionContract> functions = new ArrayList<>();
        for (FunctionContract function : values()) {
            if (function.jar == jar) {
                functions.add(function);
            }
        }
        return functions;
    }

    public FunctionJar jar() {
        return jar;
    }

    /** The full name of the handler's class. */
    public String handlerClass() {
        return jar.handlerPackage() + "." + handler;
    }

    /** The handler setting of the function: {@code package.Class::method}. */
    public String handlerSetting() {
        return handlerClass() + "::" + METHOD;
    }

    /** The entry of the handler's class in the jar. */
    public String handlerEntry() {
        return handlerClass().replace('.', '/') + ".class";
    }

    /** Whether the function reads a variable. */
    public boolean declares(FunctionVariable variable) {
        return variables.contains(variable);
    }

    public Set<FunctionVariable> required() {
        return variables.required();
    }

    public Set<FunctionVariable> optional() {
        return variables.optional();
    }

    /**
     * Checks the variables that a function is to be deployed with.
     *
     * @throws IllegalStateException when one is not declared, or one is missing; says what to change
     */
    public void check(Set<FunctionVariable> set) {
        Set<FunctionVariable> needed = EnumSet.noneOf(FunctionVariable.class);
        needed.addAll(variables.required());
        for (FunctionVariable variable : set) {
            if (!declares(variable)) {
                throw new IllegalStateException(
                        "the function %s does not read the variable %s; do not set it, or declare it in FunctionContract.%s"
                                .formatted(this, variable, this));
            }
            needed.addAll(variable.needs());
        }
        needed.removeAll(set);
        if (!needed.isEmpty()) {
            FunctionVariable missing = needed.iterator().next();
            throw new IllegalStateException(
                    "the function %s needs the variable %s (%s); set it, or make it optional in FunctionContract.%s"
                            .formatted(this, missing, missing.meaning(), this));
        }
    }

    /** Functions that publish events must also post them to the ledger where the deployment has one. */
    private static VariableSet events() {
        return VariableSet.PAYMENTS.withDatabase().requiring(FunctionVariable.SNS_TOPIC_ARN);
    }
}
