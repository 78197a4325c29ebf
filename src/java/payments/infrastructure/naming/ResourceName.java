package payments.infrastructure.naming;

/**
 * The things that carry a name of ours, with the longest name that AWS accepts for each. The shortest limit with the
 * longest role decides how long an environment's suffix may be.
 */
public enum ResourceName {
    VPC("vpc", 256, false),
    DOCUMENTS_BUCKET("documents", 63, true),
    PAYMENTS_TABLE("transactions", 255, false),
    DATABASE("database", 63, false),
    DATABASE_REPLICA("database-replica", 63, false),
    DATABASE_SECRET("database-admin", 512, false),
    API("api", 128, false),
    API_FUNCTION("api-handler", 64, false),
    ALERTS("alerts", 256, false),
    DASHBOARD("overview", 255, true),
    API_FUNCTION_ROLE("api-handler-execution", 64, false),
    REPLICATION_ROLE("documents-replication", 64, false),
    API_LOGGING_ROLE("api-gateway-logging", 64, false),
    FLOW_LOG_ROLE("flow-log-delivery", 64, false),
    DATABASE_MONITORING_ROLE("database-monitoring", 64, false);

    private final String role;
    private final int longest;
    private final boolean withRegion;

    ResourceName(String role, int longest, boolean withRegion) {
        this.role = role;
        this.longest = longest;
        this.withRegion = withRegion;
    }

    /** The part of the name that says what the thing is for. */
    public String role() {
        return role;
    }

    /** The most characters that AWS accepts in such a name. */
    public int longest() {
        return longest;
    }

    /** Whether the name ends with the region, because AWS keeps one namespace for all regions. */
    public boolean withRegion() {
        return withRegion;
    }
}
