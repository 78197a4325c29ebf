package payments.infrastructure.observability;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The alarms on a function. Those on errors are requirements A14 (the payments API) and D7 (what works behind it); the
 * others are AWS's recommended alarms (CloudWatch guide, "Recommended alarms").
 */
public final class FunctionAlarms {
    private static final int MOST_ERRORS = 5;
    private static final double SHARE_OF_TIMEOUT = 0.8;
    private static final double SHARE_OF_CONCURRENCY = 0.9;
    private static final int MILLISECONDS = 1000;
    private static final int OLDEST_RECORD_MILLISECONDS = 60_000;

    private FunctionAlarms() {}

    /**
     * Those of the function that answers callers.
     *
     * @param reservedConcurrency concurrent runs that the function may have; null where nothing is reserved
     */
    public static List<AlarmSpec> ofApi(String function, int timeoutSeconds, @Nullable Integer reservedConcurrency) {
        List<AlarmSpec> alarms = new ArrayList<>(List.of(
                errors("function", "The payments function fails: payments are refused or unanswered", function, 1),
                throttles("function", "The payments function is throttled: its concurrency is used up", function),
                duration(
                        "function",
                        "The payments function needs over 80 % of its timeout: the next step is failing",
                        function,
                        timeoutSeconds)));
        if (reservedConcurrency != null) {
            alarms.add(new AlarmSpec(
                    "function-concurrency",
                    "The payments function uses over 90 % of its reserved concurrency: the next step is throttling",
                    Metric.ofFunction(function, "ConcurrentExecutions", "Maximum"),
                    new Alarm.Above(reservedConcurrency * SHARE_OF_CONCURRENCY, Periods.ofOneMinute(10))));
        }
        return alarms;
    }

    /**
     * Those of a function that works behind the API.
     *
     * @param role what the function is for; first part of the alarms' names
     */
    public static List<AlarmSpec> ofWorker(String role, String function, int timeoutSeconds) {
        return List.of(
                errors(role, "The function fails: its work waits or goes to a dead-letter queue", function, 2),
                throttles(role, "The function is throttled: its concurrency is used up", function),
                duration(
                        role,
                        "The function needs over 80 % of its timeout: the next step is failing",
                        function,
                        timeoutSeconds));
    }

    /**
     * The one of a function that reads a stream: a batch that fails holds up all behind it, and its records expire after 24 hours
     * (DynamoDB guide, "Change data capture for DynamoDB Streams").
     *
     * @param role what the function is for; first part of the alarm's name
     */
    public static AlarmSpec ofStreamReader(String role, String function) {
        return new AlarmSpec(
                role + "-iterator-age",
                "The function is minutes behind the stream: its batches fail, or it is too slow",
                Metric.ofFunction(function, "IteratorAge", "Maximum"),
                new Alarm.Above(OLDEST_RECORD_MILLISECONDS, Periods.ofOneMinute(5)));
    }

    private static AlarmSpec errors(String prefix, String meaning, String function, int periods) {
        return new AlarmSpec(
                prefix + "-errors",
                meaning,
                Metric.ofFunction(function, "Errors", "Sum"),
                new Alarm.Above(MOST_ERRORS, Periods.ofFiveMinutes(periods)));
    }

    private static AlarmSpec throttles(String prefix, String meaning, String function) {
        return new AlarmSpec(
                prefix + "-throttles",
                meaning,
                Metric.ofFunction(function, "Throttles", "Sum"),
                new Alarm.Above(0, Periods.ofOneMinute(5)));
    }

    private static AlarmSpec duration(String prefix, String meaning, String function, int timeoutSeconds) {
        return new AlarmSpec(
                prefix + "-duration",
                meaning,
                Metric.ofFunction(function, "Duration", "p90"),
                new Alarm.Above(timeoutSeconds * MILLISECONDS * SHARE_OF_TIMEOUT, Periods.ofOneMinute(15)));
    }
}
