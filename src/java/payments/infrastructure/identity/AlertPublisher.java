package payments.infrastructure.identity;

/**
 * The AWS services that publish events on an alert topic. Each needs two permissions, in the topic's policy and in the
 * policy of the topic's key, and without either its messages vanish silently: both policies ask here.
 */
public enum AlertPublisher {
    /** CloudWatch alarms. */
    ALARMS("PublishAlarms", "cloudwatch.amazonaws.com"),
    /** RDS event subscriptions (RDS guide, "Granting permissions to publish notifications to an Amazon SNS topic"). */
    DATABASE_EVENTS("PublishDatabaseEvents", "events.rds.amazonaws.com");

    private final String sid;
    private final String host;

    AlertPublisher(String sid, String host) {
        this.sid = sid;
        this.host = host;
    }

    /** What the statement for this publisher is called. */
    public String sid() {
        return sid;
    }

    /** The service's name in a policy. */
    public String host() {
        return host;
    }
}
