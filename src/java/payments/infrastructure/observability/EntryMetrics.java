package payments.infrastructure.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How callers are served, in the words of the service that serves them. The thresholds are those of requirements A14 and D7
 * and of AWS's recommended alarms (CloudWatch guide, "Recommended alarms").
 *
 * @param shown what a dashboard shows
 * @param alarms what wakes somebody
 */
public record EntryMetrics(List<Metric> shown, List<AlarmSpec> alarms) {
    /** Where in a region the alarms are on what answers callers, and on what must stay silent. */
    public static final String ALARMS = "edge-alarms";

    private static final String SILENT = "api-silent";
    private static final int SERVER_ERRORS = 10;
    private static final double SHARE_OF_REQUESTS = 0.05;
    private static final int SLOW_MILLISECONDS = 2500;

    public EntryMetrics {
        shown = List.copyOf(shown);
        alarms = List.copyOf(alarms);
    }

    /** The alarms of a region that takes no payments until somebody fails over: there, silence is what should be. */
    public List<AlarmSpec> alarmsOfStandby() {
        return alarms.stream().filter(alarm -> !alarm.id().equals(SILENT)).toList();
    }

    /**
     * Those of a stage of a REST API.
     *
     * @param fewestRequests requests per minute that are normal
     */
    public static EntryMetrics ofRestApi(String api, String stage, int fewestRequests) {
        return ofStage("5XXError", "4XXError", Map.of("ApiName", api, "Stage", stage), fewestRequests);
    }

    /** How many answers of a stage of a REST API say that the server failed. */
    public static Metric serverErrorsOfRestApi(String api, String stage) {
        return stage(Map.of("ApiName", api, "Stage", stage), "5XXError", "Sum");
    }

    /** Those of a stage of an HTTP API, which is known by its id. */
    public static EntryMetrics ofHttpApi(String apiId, String stage, int fewestRequests) {
        return ofStage("5xx", "4xx", Map.of("ApiId", apiId, "Stage", stage), fewestRequests);
    }

    /**
     * Those of an application load balancer in front of a function. What became of the calls of the function is counted by
     * target group only (Elastic Load Balancing guide, "CloudWatch metrics for your Application Load Balancer").
     *
     * @param balancer the part of its ARN that CloudWatch knows it by
     * @param targetGroup the same of the target group of the function
     */
    public static EntryMetrics ofLoadBalancer(String balancer, String targetGroup, int fewestRequests) {
        Map<String, String> which = Map.of("LoadBalancer", balancer);
        Map<String, String> target = Map.of("LoadBalancer", balancer, "TargetGroup", targetGroup);
        Metric requests = balancer(which, "RequestCount", "Sum");
        Metric targetErrors = balancer(which, "HTTPCode_Target_5XX_Count", "Sum");
        Metric ownErrors = balancer(which, "HTTPCode_ELB_5XX_Count", "Sum");
        return new EntryMetrics(
                List.of(requests, balancer(which, "HTTPCode_Target_4XX_Count", "Sum"), targetErrors, ownErrors),
                List.of(
                        new AlarmSpec(
                                "api-server-errors",
                                "The function answers with 5XX: callers do not know what became of their payments",
                                targetErrors,
                                new Alarm.Above(SERVER_ERRORS, Periods.ofFiveMinutes(2))),
                        new AlarmSpec(
                                "api-balancer-errors",
                                "The load balancer answers with 5XX by itself: it does not reach the function",
                                ownErrors,
                                new Alarm.Above(SERVER_ERRORS, Periods.ofFiveMinutes(2))),
                        new AlarmSpec(
                                "api-function-refused",
                                "The load balancer could not call the function: its permission or concurrency is missing",
                                balancer(target, "LambdaInternalError", "Sum"),
                                new Alarm.Above(0, Periods.ofOneMinute(3))),
                        new AlarmSpec(
                                "api-latency",
                                "One of ten requests takes over 2.5 seconds",
                                balancer(which, "TargetResponseTime", "p90"),
                                new Alarm.Above(SLOW_MILLISECONDS / 1000.0, Periods.ofOneMinute(5))),
                        silent(balancer(which, "RequestCount", "Sum"), fewestRequests)));
    }

    private static EntryMetrics ofStage(
            String serverErrors, String clientErrors, Map<String, String> which, int fewestRequests) {
        List<AlarmSpec> alarms = new ArrayList<>();
        alarms.add(new AlarmSpec(
                "api-server-errors",
                "The API answers with 5XX: callers do not know what became of their payments",
                stage(which, serverErrors, "Sum"),
                new Alarm.Above(SERVER_ERRORS, Periods.ofFiveMinutes(2))));
        alarms.add(new AlarmSpec(
                "api-server-error-rate",
                "The API answers over 5 % of requests with 5XX",
                stage(which, serverErrors, "Average"),
                new Alarm.Above(SHARE_OF_REQUESTS, Periods.ofOneMinute(3))));
        alarms.add(new AlarmSpec(
                "api-client-error-rate",
                "The API refuses over 5 % of requests: a client is broken, locked out or an attacker",
                stage(which, clientErrors, "Average"),
                new Alarm.Above(SHARE_OF_REQUESTS, Periods.ofOneMinute(5))));
        alarms.add(new AlarmSpec(
                "api-latency",
                "One of ten requests to the API takes over 2.5 seconds",
                stage(which, "Latency", "p90"),
                new Alarm.Above(SLOW_MILLISECONDS, Periods.ofOneMinute(5))));
        alarms.add(silent(stage(which, "Count", "SampleCount"), fewestRequests));
        return new EntryMetrics(
                List.of(
                        stage(which, "Count", "Sum"),
                        stage(which, clientErrors, "Sum"),
                        stage(which, serverErrors, "Sum")),
                alarms);
    }

    private static AlarmSpec silent(Metric requests, int fewestRequests) {
        return new AlarmSpec(
                SILENT,
                "Fewer requests reach the API than normal: callers cannot find it, or it has no traffic yet",
                requests,
                new Alarm.Below(fewestRequests, Periods.ofOneMinute(10)));
    }

    private static Metric stage(Map<String, String> which, String name, String statistic) {
        return new Metric("AWS/ApiGateway", name, statistic, which);
    }

    private static Metric balancer(Map<String, String> which, String name, String statistic) {
        return new Metric("AWS/ApplicationELB", name, statistic, which);
    }
}
