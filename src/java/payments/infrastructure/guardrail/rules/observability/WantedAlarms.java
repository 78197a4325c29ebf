package payments.infrastructure.guardrail.rules.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import payments.contract.FunctionContract;
import payments.contract.FunctionMetric;
import payments.infrastructure.guardrail.model.Resource;

/** Which alarms each kind of resource needs: AWS's recommended alarms and those of our own that must be zero. */
final class WantedAlarms {
    /**
     * By type: the dimension that names the resource, then the metrics.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html">AWS:
     *     recommended alarms</a>
     */
    private static final Map<String, List<String>> BY_TYPE = Map.of(
            "aws_lambda_function",
            List.of("FunctionName", "Errors", "Throttles", "Duration"),
            "aws_sqs_queue",
            List.of("QueueName", "ApproximateNumberOfMessagesVisible"),
            "aws_dynamodb_table",
            List.of("TableName", "ReadThrottleEvents", "WriteThrottleEvents", "SystemErrors"),
            "aws_db_instance",
            List.of(
                    "DBInstanceIdentifier",
                    "CPUUtilization",
                    "DatabaseConnections",
                    "FreeableMemory",
                    "FreeStorageSpace",
                    "MaximumUsedTransactionIDs",
                    "ReadLatency",
                    "WriteLatency",
                    "DBLoad"),
            "aws_rds_cluster",
            List.of(
                    "DBClusterIdentifier",
                    "CPUUtilization",
                    "DatabaseConnections",
                    "FreeableMemory",
                    "FreeLocalStorage",
                    "MaximumUsedTransactionIDs",
                    "ReadLatency",
                    "WriteLatency"),
            // Performance Insights publishes by instance only (Aurora guide, "CloudWatch metrics for Performance
            // Insights").
            "aws_rds_cluster_instance",
            List.of("DBInstanceIdentifier", "DBLoad"),
            "aws_api_gateway_rest_api",
            List.of("ApiName", "5XXError", "4XXError", "Latency"),
            "aws_apigatewayv2_api",
            List.of("ApiId", "5xx", "4xx", "Latency"),
            "aws_sfn_state_machine",
            List.of("StateMachineArn", "ExecutionsFailed", "ExecutionsTimedOut", "ExecutionThrottled"));

    private static final Map<FunctionContract, List<FunctionMetric>> COUNTED = Map.of(
            FunctionContract.PAYMENTS_API,
            List.of(FunctionMetric.CARD_DATA),
            FunctionContract.OUTBOX_RELAY,
            List.of(FunctionMetric.OUTBOX_AGE, FunctionMetric.OUTBOX_DEPTH, FunctionMetric.PUBLISH_FAILED),
            FunctionContract.EFFECT_PROJECTOR,
            List.of(FunctionMetric.PROJECTOR_LAG, FunctionMetric.PAYMENTS_OWNED),
            FunctionContract.BATCH_FILE,
            List.of(FunctionMetric.BATCH_FILES_FAILED),
            FunctionContract.RECONCILIATION,
            List.of(
                    FunctionMetric.RECONCILIATION_MISSING,
                    FunctionMetric.RECONCILIATION_EXTRA,
                    FunctionMetric.RECONCILIATION_DIFFERING,
                    FunctionMetric.RECONCILIATION_CONTRADICTIONS,
                    FunctionMetric.RECONCILIATION_INCOMPLETE,
                    FunctionMetric.RECONCILIATION_LONGEST_WAIT));

    private WantedAlarms() {}

    static Set<String> types() {
        return BY_TYPE.keySet();
    }

    /** Those of a table, whatever makes it. */
    static List<String> ofTable() {
        List<String> wanted = BY_TYPE.getOrDefault("aws_dynamodb_table", List.of(""));
        return wanted.subList(1, wanted.size());
    }

    static String dimension(Resource resource) {
        return wanted(resource).get(0);
    }

    /** The metrics that need an alarm. */
    static List<String> metrics(Resource resource) {
        List<String> wanted = wanted(resource);
        List<String> metrics = new ArrayList<>(wanted.subList(1, wanted.size()));
        boolean readBySomebody = !resource.referrers("aws_lambda_event_source_mapping", "event_source_arn")
                .isEmpty();
        if (resource.type().equals("aws_sqs_queue") && readBySomebody) {
            metrics.add("ApproximateAgeOfOldestMessage");
        }
        if (resource.type().equals("aws_dynamodb_table") && resource.has("replica")) {
            metrics.add("ReplicationLatency");
        }
        if (resource.type().equals("aws_lambda_function")
                && resource.referrers("aws_lambda_event_source_mapping", "function_name").stream()
                        .anyMatch(mapping -> mapping.has("starting_position"))) {
            metrics.add("IteratorAge");
        }
        if (resource.has("replicate_source_db")) {
            metrics.add("ReplicaLag");
        }
        return metrics;
    }

    /**
     * What the payment service counts itself, and what nothing else shows: by the handler that counts it.
     *
     * @return names of metrics in the namespace of the service; none for other functions
     */
    static List<String> ofService(Resource function) {
        String handler = function.attribute("handler").text().replaceFirst("::.*", "");
        return COUNTED.entrySet().stream()
                .filter(counted -> counted.getKey().handlerClass().equals(handler))
                .flatMap(counted -> counted.getValue().stream())
                .map(FunctionMetric::metricName)
                .toList();
    }

    private static List<String> wanted(Resource resource) {
        return BY_TYPE.getOrDefault(resource.type(), List.of("", ""));
    }
}
