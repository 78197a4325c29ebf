package payments.infrastructure.naming;

import java.util.Arrays;
import java.util.List;

/**
 * The things that carry a name of ours, with the rule of AWS for each. The shortest limit with the
 * longest role decides how long an environment's suffix may be.
 */
public enum ResourceName {
    VPC("vpc", NamingRule.NAME_TAG, Namespace.REGION),
    DOCUMENTS_BUCKET("documents", NamingRule.BUCKET, Namespace.ALL_ACCOUNTS),
    ACCESS_LOG_BUCKET("logs", NamingRule.BUCKET, Namespace.ALL_ACCOUNTS),
    CONFIGURATION_BUCKET("config", NamingRule.BUCKET, Namespace.ALL_ACCOUNTS),
    AUDIT_BUCKET("audit", NamingRule.BUCKET, Namespace.ALL_ACCOUNTS),
    AUDIT_ACCESS_LOG_BUCKET("auditlogs", NamingRule.BUCKET, Namespace.ALL_ACCOUNTS),
    AUDIT_COPY_BUCKET("auditcopy", NamingRule.BUCKET, Namespace.ALL_ACCOUNTS),
    STATE_ACCESS_LOG_BUCKET("statelogs", NamingRule.BUCKET, Namespace.ALL_ACCOUNTS),
    TRAIL("audit", NamingRule.TRAIL, Namespace.REGION),
    PAYMENTS_TABLE("transactions", NamingRule.TABLE, Namespace.REGION),
    EFFECT_LOG("effects", NamingRule.TABLE, Namespace.REGION),
    AUDIT_TABLE("audit-log", NamingRule.TABLE, Namespace.REGION),
    DATABASE("database", NamingRule.DATABASE, Namespace.REGION),
    DATABASE_REPLICA("database-replica", NamingRule.DATABASE, Namespace.REGION),
    GLOBAL_DATABASE("global-database", NamingRule.DATABASE, Namespace.ACCOUNT),
    DATABASE_SECRET("database-admin", NamingRule.SECRET, Namespace.REGION),
    API("api", NamingRule.API, Namespace.REGION),
    LOAD_BALANCER("lb", NamingRule.LOAD_BALANCER, Namespace.REGION),
    WEB_ACL("api-firewall", NamingRule.WEB_ACL, Namespace.REGION),
    API_FUNCTION("api-handler", NamingRule.FUNCTION, Namespace.REGION),
    ALERTS("alerts", NamingRule.TOPIC, Namespace.REGION),
    GLOBAL_ALERTS("global-alerts", NamingRule.TOPIC, Namespace.REGION),
    CARD_DATA_FINDINGS("card-data-findings", NamingRule.LOG_GROUP, 22, Namespace.REGION),
    DASHBOARD("overview", NamingRule.DASHBOARD, Namespace.ACCOUNT),
    REGIONS_DASHBOARD("regions", NamingRule.DASHBOARD, Namespace.REGION),
    API_FUNCTION_ROLE("api-handler-execution", NamingRule.ROLE, Namespace.REGION),
    REPLICATION_ROLE("documents-replication", NamingRule.ROLE, Namespace.REGION),
    API_LOGGING_ROLE("api-gateway-logging", NamingRule.ROLE, Namespace.REGION),
    FLOW_LOG_ROLE("flow-log-delivery", NamingRule.ROLE, Namespace.REGION),
    DATABASE_MONITORING_ROLE("database-monitoring", NamingRule.ROLE, Namespace.REGION),
    TRAIL_LOG_ROLE("audit-log-delivery", NamingRule.ROLE, Namespace.REGION),
    AUDIT_COPY_ROLE("audit-copy", NamingRule.ROLE, Namespace.REGION),
    OPERATORS("operators", NamingRule.ROLE, Namespace.REGION),
    PERMISSION_BOUNDARY("permission-boundary", NamingRule.POLICY, Namespace.REGION),
    PAYMENT_QUEUE("payments", NamingRule.QUEUE, Namespace.REGION),
    PAYMENT_DEAD_LETTERS("payments-dead-letters", NamingRule.QUEUE, Namespace.REGION),
    BATCH_STATUS_TABLE("batch-status", NamingRule.TABLE, Namespace.REGION),
    QUEUE_PROCESSOR("queue-processor", NamingRule.FUNCTION, Namespace.REGION),
    QUEUE_PROCESSOR_ROLE("queue-processor-execution", NamingRule.ROLE, Namespace.REGION),
    PAYMENT_EVENTS("payment-events", NamingRule.TOPIC, Namespace.REGION),
    UNDELIVERED_EVENTS("undelivered-events", NamingRule.QUEUE, 21, Namespace.REGION),
    OUTBOX_RELAY("outbox-relay", NamingRule.FUNCTION, Namespace.REGION),
    OUTBOX_RELAY_ROLE("outbox-relay-execution", NamingRule.ROLE, Namespace.REGION),
    EFFECT_PROJECTOR("effect-projector", NamingRule.FUNCTION, Namespace.REGION),
    EFFECT_PROJECTOR_ROLE("effect-projector-execution", NamingRule.ROLE, Namespace.REGION),
    FAILED_INVOCATIONS("failed-invocations", NamingRule.QUEUE, Namespace.REGION),
    MIGRATION("database-migration", NamingRule.FUNCTION, Namespace.REGION),
    MIGRATION_ROLE("database-migration-execution", NamingRule.ROLE, Namespace.REGION),
    RECONCILIATION("reconciliation", NamingRule.FUNCTION, Namespace.REGION),
    RECONCILIATION_ROLE("reconciliation-execution", NamingRule.ROLE, Namespace.REGION),
    PAYMENT_WORKFLOW("payment-workflow", NamingRule.STATE_MACHINE, Namespace.REGION),
    PAYMENT_WORKFLOW_ROLE("payment-workflow-execution", NamingRule.ROLE, Namespace.REGION),
    VALIDATE_STEP("step-validate", NamingRule.FUNCTION, Namespace.REGION),
    VALIDATE_STEP_ROLE("step-validate-execution", NamingRule.ROLE, Namespace.REGION),
    PROCESS_STEP("step-process", NamingRule.FUNCTION, Namespace.REGION),
    PROCESS_STEP_ROLE("step-process-execution", NamingRule.ROLE, Namespace.REGION),
    NOTIFY_STEP("step-notify", NamingRule.FUNCTION, Namespace.REGION),
    NOTIFY_STEP_ROLE("step-notify-execution", NamingRule.ROLE, Namespace.REGION),
    FAIL_STEP("step-fail", NamingRule.FUNCTION, Namespace.REGION),
    FAIL_STEP_ROLE("step-fail-execution", NamingRule.ROLE, Namespace.REGION),
    UPLOADS_BUCKET("uploads", NamingRule.BUCKET, Namespace.ALL_ACCOUNTS),
    REPORTS_BUCKET("reports", NamingRule.BUCKET, Namespace.ALL_ACCOUNTS),
    QUARANTINE_BUCKET("quarantine", NamingRule.BUCKET, Namespace.ALL_ACCOUNTS),
    BATCH_FUNCTION("batch", NamingRule.FUNCTION, Namespace.REGION),
    BATCH_FUNCTION_ROLE("batch-execution", NamingRule.ROLE, Namespace.REGION),
    LARGE_FILE_WORKFLOW("large-files", NamingRule.STATE_MACHINE, Namespace.REGION),
    LARGE_FILE_WORKFLOW_ROLE("large-files-execution", NamingRule.ROLE, Namespace.REGION),
    DRIFT_CHECK("drift-check", NamingRule.FUNCTION, Namespace.REGION),
    DRIFT_CHECK_ROLE("drift-check-execution", NamingRule.ROLE, Namespace.REGION),
    DRIFT_CHECK_FAILURES("drift-check-failures", NamingRule.QUEUE, Namespace.REGION);

    /** The buckets of payment files. */
    public static final List<ResourceName> PAYMENT_FILES = List.of(UPLOADS_BUCKET, REPORTS_BUCKET, QUARANTINE_BUCKET);

    private final String role;
    private final NamingRule rule;
    private final int added;
    private final Namespace namespace;

    ResourceName(String role, NamingRule rule, Namespace namespace) {
        this(role, rule, 0, namespace);
    }

    /** For a name to which its user adds so many characters, which must fit as well. */
    ResourceName(String role, NamingRule rule, int added, Namespace namespace) {
        this.role = role;
        this.rule = rule;
        this.added = added;
        this.namespace = namespace;
    }

    /** The part of the name that says what the thing is for. */
    public String role() {
        return role;
    }

    /**
     * The role with which a function or a state machine works; each has its own.
     *
     * @throws IllegalStateException for a thing that has none
     */
    public ResourceName executionRole() {
        String wanted = name() + "_ROLE";
        return Arrays.stream(values())
                .filter(name -> name.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s has no role; add %s".formatted(this, wanted)));
    }

    /** What AWS accepts as such a name. */
    public NamingRule rule() {
        return rule;
    }

    /** The most characters that AWS accepts in such a name. */
    public int longest() {
        return rule.longest() - added;
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
