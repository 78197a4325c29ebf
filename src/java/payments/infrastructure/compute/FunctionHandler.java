package payments.infrastructure.compute;

/** The entry points of the payment service, each in the jar that holds no other group's code. */
public enum FunctionHandler {
    /** Answers the API. */
    PAYMENTS_API("api", "PaymentsApiHandler"),
    /** Reads the payment queue, and the items of large files. */
    QUEUE_PROCESSOR("queue", "QueueProcessorHandler"),
    /** First step of the payment workflow. */
    VALIDATE_STEP("queue", "ValidateStepHandler"),
    /** Moves the money. */
    PROCESS_STEP("queue", "ProcessStepHandler"),
    /** Announces a captured payment. */
    NOTIFY_STEP("queue", "NotifyStepHandler"),
    /** Gives a payment up. */
    FAIL_STEP("queue", "FailStepHandler"),
    /** Publishes the outbox. */
    OUTBOX_RELAY("queue", "OutboxRelayHandler"),
    /** Takes files of payments. */
    BATCH_FILE("batch", "BatchFileHandler"),
    /** Brings the schema of the books to its newest version. */
    MIGRATION("database", "DatabaseMigrationHandler"),
    /** Compares payments and books. */
    RECONCILIATION("database", "ReconciliationHandler");

    private static final String PACKAGE = "payments.service.handler.";

    private final String group;
    private final String simpleName;

    FunctionHandler(String group, String simpleName) {
        this.group = group;
        this.simpleName = simpleName;
    }

    /** The group of functions that share a jar. */
    public String group() {
        return group;
    }

    /** What the function's {@code handler} setting says: {@code package.Class::method}. */
    public String setting() {
        return PACKAGE + simpleName + "::handleRequest";
    }

    /** The jar's file name. */
    String jar() {
        return "payment-%s.jar".formatted(group);
    }

    /** The class file in the jar. */
    String entry() {
        return PACKAGE.replace('.', '/') + simpleName + ".class";
    }
}
