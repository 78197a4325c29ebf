package payments.infrastructure.observability;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.observability.RegionAlarms.Watched;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The alarms on what answers callers in a region: the entry and the function; and on what must stay silent: card data in
 * logs, and alerts that reach nobody. Thresholds are those of requirement A14; the ones beyond it are AWS's recommended
 * alarms (CloudWatch guide, "Recommended alarms").
 */
public final class EdgeAlarms extends Construct {
    private static final int FIVE_MINUTES = 300;
    private static final int ONE_MINUTE = 60;
    private static final double SHARE_OF_TIMEOUT = 0.8;
    private static final double SHARE_OF_CONCURRENCY = 0.9;

    private final Placement placement;
    private final String topicArn;

    /**
     * What is normal, and the names of what watches itself.
     *
     * @param reservedConcurrency concurrent runs that the function may have; null where nothing is reserved
     * @param findingsGroup the log group of card data findings
     * @param topic name of the topic that the alarms tell
     */
    public record Normal(@Nullable Integer reservedConcurrency, String findingsGroup, String topic) {}

    /**
     * Defines the alarms, all telling the one topic.
     *
     * @param entry what tells how callers are served
     */
    public EdgeAlarms(
            Construct scope,
            String id,
            Placement placement,
            String topicArn,
            Watched watched,
            EntryMetrics entry,
            Normal normal) {
        super(scope, id);
        this.placement = placement;
        this.topicArn = topicArn;
        function(watched, normal);
        entry.alarms().forEach(wanted -> alarm(wanted.id(), wanted.meaning(), wanted.metric(), wanted.bounds()));
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

    private void alarm(String id, String meaning, Metric metric, Alarm.Bounds bounds) {
        new Alarm(this, id, placement, topicArn, meaning, metric, bounds);
    }
}
