package payments.infrastructure.guardrail.rules.observability;

import java.util.Map;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** What the dimensions of AWS's own metrics name: a name that is no resource of ours is none at all. */
final class NamedResources {
    /** Those for which DynamoDB counts its own failures. */
    static final Set<String> OPERATIONS = Set.of(
            "BatchExecuteStatement",
            "BatchGetItem",
            "BatchWriteItem",
            "DeleteItem",
            "ExecuteStatement",
            "ExecuteTransaction",
            "GetItem",
            "GetRecords",
            "PutItem",
            "Query",
            "Scan",
            "TransactGetItems",
            "TransactWriteItems",
            "UpdateItem");

    /** By dimension: the types of resources that have such a name, separated by blanks. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("FunctionName", "aws_lambda_function"),
            Map.entry("QueueName", "aws_sqs_queue"),
            Map.entry("TopicName", "aws_sns_topic"),
            Map.entry("TableName", "aws_dynamodb_table"),
            Map.entry("DBInstanceIdentifier", "aws_db_instance aws_rds_cluster_instance"),
            Map.entry("DBClusterIdentifier", "aws_rds_cluster"),
            Map.entry("ApiName", "aws_api_gateway_rest_api"),
            Map.entry("ApiId", "aws_apigatewayv2_api"),
            Map.entry("Stage", "aws_api_gateway_stage aws_apigatewayv2_stage"),
            Map.entry("StateMachineArn", "aws_sfn_state_machine"),
            Map.entry("RuleName", "aws_cloudwatch_event_rule"),
            Map.entry("ScheduleGroup", "aws_scheduler_schedule_group"),
            Map.entry("LogGroupName", "aws_cloudwatch_log_group"),
            Map.entry("SourceBucket", "aws_s3_bucket"),
            Map.entry("DestinationBucket", "aws_s3_bucket"),
            Map.entry("BucketName", "aws_s3_bucket"),
            Map.entry("HealthCheckId", "aws_route53_health_check"),
            Map.entry("CertificateArn", "aws_acm_certificate"));

    /** What the program of a copy's target makes, or AWS itself. */
    private static final Set<String> OF_OTHERS =
            Set.of("DestinationBucket", "HealthCheckId", "CertificateArn", "Stage");

    private NamedResources() {}

    /** The types of resources that a dimension names, separated by blanks; empty for other dimensions. */
    static String types(String dimension) {
        return TYPES.getOrDefault(dimension, "");
    }

    /** Whether the resource must be in the region of the alarm. */
    static boolean isOfAlarmsRegion(String dimension, Resource named) {
        return !dimension.equals("DestinationBucket") && !named.type().equals("aws_route53_health_check");
    }

    /** Whether something outside of the program may have the name. */
    static boolean mayBeElsewhere(String dimension, Value value) {
        return OF_OTHERS.contains(dimension) && !value.isKnown();
    }
}
