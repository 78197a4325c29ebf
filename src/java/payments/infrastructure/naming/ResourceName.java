package payments.infrastructure.naming;

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
    TRAIL("audit", 128, Namespace.REGION),
    PAYMENTS_TABLE("transactions", 255, Namespace.REGION),
    DATABASE("database", 63, Namespace.REGION),
    DATABASE_REPLICA("database-replica", 63, Namespace.REGION),
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
    PERMISSION_BOUNDARY("permission-boundary", 128, Namespace.REGION);

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
