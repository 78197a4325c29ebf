package payments.infrastructure.observability;

import java.util.Map;
import java.util.TreeMap;

/**
 * A CloudWatch metric of one thing.
 *
 * @param namespace such as {@code AWS/Lambda}
 * @param name such as {@code Errors}
 * @param statistic such as {@code Sum}, {@code Maximum} or the percentile {@code p90}
 * @param dimensions which thing, by exactly the dimensions that the service reports
 */
public record Metric(String namespace, String name, String statistic, Map<String, String> dimensions) {
    public Metric {
        dimensions = new TreeMap<>(dimensions);
    }

    /** Whether the statistic is a percentile, which CloudWatch takes in another place than the others. */
    boolean isPercentile() {
        return statistic.startsWith("p");
    }

    /** A metric of a Lambda function over all its versions. */
    public static Metric ofFunction(String function, String name, String statistic) {
        return new Metric("AWS/Lambda", name, statistic, Map.of("FunctionName", function));
    }

    /** A metric of a regional web application firewall over all its rules. */
    public static Metric ofFirewall(String firewall, String region, String name, String statistic) {
        return new Metric("AWS/WAFV2", name, statistic, Map.of("WebACL", firewall, "Region", region, "Rule", "ALL"));
    }

    /** A metric of a log group. */
    public static Metric ofLogGroup(String group, String name, String statistic) {
        return new Metric("AWS/Logs", name, statistic, Map.of("LogGroupName", group));
    }

    /** A metric of an SNS topic. */
    public static Metric ofTopic(String topic, String name, String statistic) {
        return new Metric("AWS/SNS", name, statistic, Map.of("TopicName", topic));
    }

    /** A metric of an SQS queue. */
    public static Metric ofQueue(String queue, String name, String statistic) {
        return new Metric("AWS/SQS", name, statistic, Map.of("QueueName", queue));
    }

    /** A metric of a state machine. */
    public static Metric ofStateMachine(String arn, String name, String statistic) {
        return new Metric("AWS/States", name, statistic, Map.of("StateMachineArn", arn));
    }

    /** A metric of an EventBridge rule. */
    public static Metric ofRule(String rule, String name, String statistic) {
        return new Metric("AWS/Events", name, statistic, Map.of("RuleName", rule));
    }

    /** A metric of a group of schedules; EventBridge Scheduler counts nothing for one schedule alone. */
    public static Metric ofScheduleGroup(String group, String name, String statistic) {
        return new Metric("AWS/Scheduler", name, statistic, Map.of("ScheduleGroup", group));
    }

    /** A metric of a DynamoDB table. */
    public static Metric ofTable(String table, String name, String statistic) {
        return new Metric("AWS/DynamoDB", name, statistic, Map.of("TableName", table));
    }
}
