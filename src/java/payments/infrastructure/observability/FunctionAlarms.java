package payments.infrastructure.observability;

import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The alarms on a function that works behind the API. Errors over 5 in each of two times 300 seconds are requirement D7; the
 * others are AWS's recommended alarms (CloudWatch guide, "Recommended alarms").
 */
public final class FunctionAlarms extends Construct {
    private static final int ONE_MINUTE = 60;
    private static final int FIVE_MINUTES = 300;
    private static final int MOST_ERRORS = 5;
    private static final double SHARE_OF_TIMEOUT = 0.8;
    private static final int MILLISECONDS = 1000;

    private final Placement placement;
    private final String topicArn;
    private final String function;
    private final String role;

    /**
     * Defines the alarms.
     *
     * @param role what the function is for; part of the alarms' names
     * @param function its name
     * @param timeoutSeconds its longest run
     */
    public FunctionAlarms(
            Construct scope,
            String id,
            Placement placement,
            String topicArn,
            String role,
            String function,
            int timeoutSeconds) {
        super(scope, id);
        this.placement = placement;
        this.topicArn = topicArn;
        this.function = function;
        this.role = role;
        alarm(
                "errors",
                "The function fails: its work waits or goes to a dead-letter queue",
                "Sum",
                new Alarm.Above(MOST_ERRORS, FIVE_MINUTES, 2));
        alarm(
                "throttles",
                "The function is throttled: its concurrency is used up",
                "Sum",
                new Alarm.Above(0, ONE_MINUTE, 5));
        alarm(
                "duration",
                "The function needs over 80 % of its timeout: the next step is failing",
                "p90",
                new Alarm.Above(timeoutSeconds * MILLISECONDS * SHARE_OF_TIMEOUT, ONE_MINUTE, 15));
    }

    private void alarm(String what, String meaning, String statistic, Alarm.Bounds bounds) {
        String metric = Character.toUpperCase(what.charAt(0)) + what.substring(1);
        new Alarm(
                this,
                role + "-" + what,
                placement,
                topicArn,
                meaning,
                Metric.ofFunction(function, metric, statistic),
                bounds);
    }
}
