package payments.infrastructure.naming;

import java.util.List;

/**
 * The things that carry a name of ours, with the longest name that AWS accepts for each. The shortest limit with the
 * longest role decides how long an environment's suffix may be.
 */
public enum ResourceName {
    VPC("vpc", 256, Namespace.REGION),
    DOCUMENTS_BUCKET("documents", 63, Namespace.ALL_ACCOUNTS),
    ACCESS_LOG_BUCKET("logs", 63, Namespace.ALL_ACCOUNTS),
    CONFIGURATION_BUCKET("config", 63, Namespace.ALL_ACCOUNTS),
    AUDIT_BUCKET("audit", 63, Namespace.ALL_ACCOUNTS),
    AUDIT_ACCESS_LOG_BUCKET("auditlogs", 63, Namespace.ALL_ACCOUNTS),
    STATE_ACCESS_LOG_BUCKET("statelogs", 63, Namespace.ALL_ACCOUNTS),
    TRAIL("audit", 128, Namespace.REGION),
    PAYMENTS_TABLE("transactions", 255, Namespace.REGION),
    AUDIT_TABLE("audit-log", 255, Namespace.REGION),
    DATABASE("database", 63, Namespace.REGION),
    DATABASE_REPLICA("database-replica", 63, Namespace.REGION),
    GLOBAL_DATABASE("global-database", 63, Namespace.ACCOUNT),
    DATABASE_SECRET("database-admin", 512, Namespace.REGION),
    API("api", 128, Namespace.REGION),
    LOAD_BALANCER("lb", 32, Namespace.REGION),
    WEB_ACL("api-firewall", 128, Namespace.REGION),
    API_FUNCTION("api-handler", 64, Namespace.REGION),
    ALERTS("alerts", 256, Namespace.REGION),
    GLOBAL_ALERTS("global-alerts", 256, Namespace.REGION),
    CARD_DATA_FINDINGS("card-data-findings", 490, Namespace.REGION),
    DASHBOARD("overview", 255, Namespace.ACCOUNT),
    API_FUNCTION_ROLE("api-handler-execution", 64, Namespace.REGION),
    REPLICATION_ROLE("documents-replication", 64, Namespace.REGION),
    API_LOGGING_ROLE("api-gateway-logging", 64, Namespace.REGION),
    FLOW_LOG_ROLE("flow-log-delivery", 64, Namespace.REGION),
    DATABASE_MONITORING_ROLE("database-monitoring", 64, Namespace.REGION),
    TRAIL_LOG_ROLE("audit-log-delivery", 64, Namespace.REGION),
    PERMISSION_BOUNDARY("permission-boundary", 128, Namespace.REGION),
    PAYMENT_QUEUE("payments", 80, Namespace.REGION),
    PAYMENT_DEAD_LETTERS("payments-dead-letters", 80, Namespace.REGION),
    BATCH_STATUS_TABLE("batch-status", 255, Namespace.REGION),
    QUEUE_PROCESSOR("queue-processor", 64, Namespace.REGION),
    QUEUE_PROCESSOR_ROLE("queue-processor-execution", 64, Namespace.REGION),
    PAYMENT_EVENTS("payment-events", 256, Namespace.REGION),
    UNDELIVERED_EVENTS("undelivered-events", 59, Namespace.REGION),
    OUTBOX_RELAY("outbox-relay", 64, Namespace.REGION),
    OUTBOX_RELAY_ROLE("outbox-relay-execution", 64, Namespace.REGION),
    FAILED_INVOCATIONS("failed-invocations", 80, Namespace.REGION),
    MIGRATION("database-migration", 64, Namespace.REGION),
    MIGRATION_ROLE("database-migration-execution", 64, Namespace.REGION),
    RECONCILIATION("reconciliation", 64, Namespace.REGION),
    RECONCILIATION_ROLE("reconciliation-execution", 64, Namespace.REGION),
    PAYMENT_WORKFLOW("payment-workflow", 80, Namespace.REGION),
    PAYMENT_WORKFLOW_ROLE("payment-workflow-execution", 64, Namespace.REGION),
    VALIDATE_STEP("step-validate", 64, Namespace.REGION),
    VALIDATE_STEP_ROLE("step-validate-execution", 64, Namespace.REGION),
    PROCESS_STEP("step-process", 64, Namespace.REGION),
    PROCESS_STEP_ROLE("step-process-execution", 64, Namespace.REGION),
    NOTIFY_STEP("step-notify", 64, Namespace.REGION),
    NOTIFY_STEP_ROLE("step-notify-execution", 64, Namespace.REGION),
    FAIL_STEP("step-fail", 64, Namespace.REGION),
    FAIL_STEP_ROLE("step-fail-execution", 64, Namespace.REGION),
    UPLOADS_BUCKET("uploads", 63, Namespace.ALL_ACCOUNTS),
    REPORTS_BUCKET("reports", 63, Namespace.ALL_ACCOUNTS),
    QUARANTINE_BUCKET("quarantine", 63, Namespace.ALL_ACCOUNTS),
    BATCH_FUNCTION("batch", 64, Namespace.REGION),
    BATCH_FUNCTION_ROLE("batch-execution", 64, Namespace.REGION),
    LARGE_FILE_WORKFLOW("large-files", 80, Namespace.REGION),
    LARGE_FILE_WORKFLOW_ROLE("large-files-execution", 64, Namespace.REGION),
    DRIFT_CHECK("drift-check", 64, Namespace.REGION),
    DRIFT_CHECK_ROLE("drift-check-execution", 64, Namespace.REGION),
    DRIFT_CHECK_FAILURES("drift-check-failures", 80, Namespace.REGION);

    /** The buckets of payment files. */
    public static final List<ResourceName> PAYMENT_FILES = List.of(UPLOADS_BUCKET, REPORTS_BUCKET, QUARANTINE_BUCKET);

    private final String role;
    private final int longest;
    private final Namespace namespace;

    ResourceName(String role, int longest, Namespace namespace) {
        this.role = role;
        this.longest = longest;
        this.namespace = namespace;
    }

    /** The part of the name that says what the thing is for. */
    public String role() {
        return role;
    }

    /** The most characters that AWS accepts in such a name. */
    public int longest() {
        return longest;
    }

    /** Among what the name must be unique; decides what is appended to it. */
    Namespace namespace() {
        return namespace;
    }

    /** How far AWS looks for a thing of the same name. */
    enum Namespace {
        /** One region of an account. */
        REGION,
        /** All regions of an account. */
        ACCOUNT,
        /** All accounts of the world. */
        ALL_ACCOUNTS
    }
}
