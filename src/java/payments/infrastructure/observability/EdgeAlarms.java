package payments.infrastructure.observability;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.observability.RegionAlarms.Watched;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The alarms on what answers callers in a region: the API and the function; and on what must stay silent: card data in
 * logs, and alerts that reach nobody. Thresholds are those of requirement A14; the ones beyond it are AWS's recommended
 * alarms (CloudWatch guide, "Recommended alarms").
 */
public final class EdgeAlarms extends Construct {
    private static final int FIVE_MINUTES = 300;
    private static final int ONE_MINUTE = 60;
    private static final double SHARE_OF_TIMEOUT = 0.8;
    private static final double SHARE_OF_CONCURRENCY = 0.9;
    private static final double SHARE_OF_REQUESTS = 0.05;
    private static final int SLOW_MILLISECONDS = 2500;

    private final Placement placement;
    private final String topicArn;

    /**
     * What is normal, and the names of what watches itself.
     *
     * @param fewestRequests requests per minute that are normal
     * @param reservedConcurrency concurrent runs that the function may have; null where nothing is reserved
     * @param findingsGroup the log group of card data findings
     * @param topic name of the topic that the alarms tell
     */
    public record Normal(
            int fewestRequests, @Nullable Integer reservedConcurrency, String findingsGroup, String topic) {}

    /** Defines the alarms, all telling the one topic. */
    public EdgeAlarms(
            Construct scope, String id, Placement placement, String topicArn, Watched watched, Normal normal) {
        super(scope, id);
        this.placement = placement;
        this.topicArn = topicArn;
        function(watched, normal);
        api(watched, normal);
        alarm(
                "card-data-in-logs",
                "Something that looks like card data reached a log: start the incident response plan",
                Metric.ofLogGroup(normal.findingsGroup(), "IncomingLogEvents", "Sum"),
                new Alarm.Above(0, ONE_MINUTE, 1));
        alarm(
                "alerts-undelivered",
                "Alerts of this region did not reach a subscriber",
                Metric.ofTopic(normal.topic(), "NumberOfNotificationsFailed", "Sum"),
                new Alarm.Above(0, ONE_MINUTE, 1));
    }

    private void function(Watched watched, Normal normal) {
        alarm(
                "function-errors",
                "The payments function fails: payments are refused or unanswered",
                Metric.ofFunction(watched.function(), "Errors", "Sum"),
                new Alarm.Above(5, FIVE_MINUTES, 1));
        alarm(
                "function-throttles",
                "The payments function is throttled: its concurrency is used up",
                Metric.ofFunction(watched.function(), "Throttles", "Sum"),
                new Alarm.Above(0, ONE_MINUTE, 5));
        alarm(
                "function-duration",
                "The payments function needs over 80 % of its timeout: the next step is failing",
                Metric.ofFunction(watched.function(), "Duration", "p90"),
                new Alarm.Above(watched.functionTimeoutSeconds() * 1000 * SHARE_OF_TIMEOUT, ONE_MINUTE, 15));
        if (normal.reservedConcurrency() != null) {
            alarm(
                    "function-concurrency",
                    "The payments function uses over 90 % of its reserved concurrency: the next step is throttling",
                    Metric.ofFunction(watched.function(), "ConcurrentExecutions", "Maximum"),
                    new Alarm.Above(normal.reservedConcurrency() * SHARE_OF_CONCURRENCY, ONE_MINUTE, 10));
        }
    }

    private void api(Watched watched, Normal normal) {
        alarm(
                "api-server-errors",
                "The API answers with 5XX: callers do not know what became of their payments",
                Metric.ofApi(watched.api(), watched.stage(), "5XXError", "Sum"),
                new Alarm.Above(10, FIVE_MINUTES, 2));
        alarm(
                "api-server-error-rate",
                "The API answers over 5 % of requests with 5XX",
                Metric.ofApi(watched.api(), watched.stage(), "5XXError", "Average"),
                new Alarm.Above(SHARE_OF_REQUESTS, ONE_MINUTE, 3));
        alarm(
                "api-client-error-rate",
                "The API refuses over 5 % of requests: a client is broken, locked out or an attacker",
                Metric.ofApi(watched.api(), watched.stage(), "4XXError", "Average"),
                new Alarm.Above(SHARE_OF_REQUESTS, ONE_MINUTE, 5));
        alarm(
                "api-latency",
                "One of ten requests to the API takes over 2.5 seconds",
                Metric.ofApi(watched.api(), watched.stage(), "Latency", "p90"),
                new Alarm.Above(SLOW_MILLISECONDS, ONE_MINUTE, 5));
        alarm(
                "api-silent",
                "Fewer requests reach the API than normal: callers cannot find it, or it has no traffic yet",
                Metric.ofApi(watched.api(), watched.stage(), "Count", "SampleCount"),
                new Alarm.Below(normal.fewestRequests(), ONE_MINUTE, 10));
    }

    private void alarm(String id, String meaning, Metric metric, Alarm.Bounds bounds) {
        new Alarm(this, id, placement, topicArn, meaning, metric, bounds);
    }
}
