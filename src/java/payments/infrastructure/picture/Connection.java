package payments.infrastructure.picture;

import java.util.List;

/**
 * A type of resource that is no box but an arrow: it says that one thing reaches another.
 *
 * @param type the resource type
 * @param from attribute that means where the arrow begins
 * @param to attribute that means where it ends
 * @param label what stands on the arrow
 */
record Connection(String type, String from, String to, String label) {
    static final List<Connection> ALL = List.of(
            new Connection("aws_wafv2_web_acl_association", "web_acl_arn", "resource_arn", "guards"),
            new Connection("aws_api_gateway_base_path_mapping", "domain_name", "api_id", ""),
            new Connection("aws_apigatewayv2_api_mapping", "domain_name", "api_id", ""),
            new Connection("aws_api_gateway_integration", "rest_api_id", "uri", "calls"),
            new Connection("aws_apigatewayv2_integration", "api_id", "integration_uri", "calls"),
            new Connection("aws_lb_target_group_attachment", "target_group_arn", "target_id", "calls"),
            new Connection("aws_lambda_event_source_mapping", "event_source_arn", "function_name", "feeds"),
            new Connection(
                    "aws_lambda_function_event_invoke_config",
                    "function_name",
                    "destination_config.on_failure.destination",
                    "failures"),
            new Connection("aws_s3_bucket_notification", "bucket", "lambda_function.lambda_function_arn", "new files"),
            new Connection("aws_s3_bucket_notification", "bucket", "queue.queue_arn", "new files"),
            new Connection("aws_cloudwatch_event_target", "rule", "arn", "starts"),
            new Connection("aws_sns_topic_subscription", "topic_arn", "endpoint", "notifies"),
            new Connection(
                    "aws_s3_bucket_replication_configuration", "bucket", "rule.destination.bucket", "replicated"),
            new Connection("aws_vpc_peering_connection", "vpc_id", "peer_vpc_id", "peering"));
}
