package payments.infrastructure.identity;

/**
 * The AWS services that assume our roles. Some send for which account they act, and then the role insists on its own; a
 * condition on something that a service does not send would lock the service out, so it stands only where AWS documents it
 * ("cross-service confused deputy" in the service's own guide).
 */
public enum ServicePrincipal {
    /** Roles can be passed to Lambda inside their own account only. */
    LAMBDA("lambda.amazonaws.com", false),
    /** Writes logs with one role of the account; roles can be passed inside their own account only. */
    API_GATEWAY("apigateway.amazonaws.com", false),
    /**
     * Replication. AWS's trust policy for it has no condition, and no document says that S3 sends its account when it takes the
     * role (S3 guide, "Setting up permissions for live replication"); roles can be passed inside their own account only.
     */
    S3("s3.amazonaws.com", false),
    /** Flow logs. */
    FLOW_LOGS("vpc-flow-logs.amazonaws.com", true),
    /** Delivery of the trail to its log group. */
    CLOUDTRAIL("cloudtrail.amazonaws.com", false),
    /** State machines (Step Functions guide, "Preventing cross-service confused deputy issue"). */
    STATE_MACHINE("states.amazonaws.com", true),
    /** Schedules (EventBridge Scheduler guide, "Confused deputy prevention"). */
    SCHEDULER("scheduler.amazonaws.com", true),
    /** Enhanced monitoring. */
    DATABASE_MONITORING("monitoring.rds.amazonaws.com", true);

    private final String host;
    private final boolean sendsAccount;

    ServicePrincipal(String host, boolean sendsAccount) {
        this.host = host;
        this.sendsAccount = sendsAccount;
    }

    /** The service's name in a policy. */
    public String host() {
        return host;
    }

    /** Who may assume a role for this service in an account. */
    public Statement trust(String account) {
        Statement trust = Statement.allow("Assume", "sts:AssumeRole").toService(host);
        return sendsAccount ? trust.when("StringEquals", "aws:SourceAccount", account) : trust;
    }
}
