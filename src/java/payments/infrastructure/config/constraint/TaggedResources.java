package payments.infrastructure.config.constraint;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.text.Nearest;

/** Resources that a tag of the file can be put on: a type that takes tags, and if need be where in the stacks they stand. */
public final class TaggedResources {
    public static final String FORM = "aws_[a-z0-9_]{1,60}( [A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*)?";
    public static final String SAYS =
            "a resource type, such as aws_kms_key, or a type, a space and where it stands in its stack, such as"
                    + " 'aws_kms_key keys/documents'";

    /** The types that the program makes and that take tags; a test compares them with what is synthesized. */
    public static final Set<String> TYPES = Set.of(
            "aws_acm_certificate",
            "aws_api_gateway_api_key",
            "aws_api_gateway_domain_name",
            "aws_api_gateway_rest_api",
            "aws_api_gateway_stage",
            "aws_api_gateway_usage_plan",
            "aws_apigatewayv2_api",
            "aws_apigatewayv2_stage",
            "aws_cloudtrail",
            "aws_cloudwatch_event_rule",
            "aws_cloudwatch_log_group",
            "aws_cloudwatch_metric_alarm",
            "aws_config_config_rule",
            "aws_db_event_subscription",
            "aws_db_instance",
            "aws_db_parameter_group",
            "aws_db_subnet_group",
            "aws_default_security_group",
            "aws_dynamodb_table",
            "aws_eip",
            "aws_flow_log",
            "aws_iam_policy",
            "aws_iam_role",
            "aws_iam_service_linked_role",
            "aws_internet_gateway",
            "aws_kms_key",
            "aws_lambda_function",
            "aws_lb",
            "aws_lb_listener",
            "aws_lb_listener_rule",
            "aws_lb_target_group",
            "aws_nat_gateway",
            "aws_rds_cluster",
            "aws_rds_cluster_instance",
            "aws_rds_cluster_parameter_group",
            "aws_route53_health_check",
            "aws_route_table",
            "aws_s3_bucket",
            "aws_scheduler_schedule_group",
            "aws_security_group",
            "aws_sfn_state_machine",
            "aws_sns_topic",
            "aws_sqs_queue",
            "aws_ssm_parameter",
            "aws_subnet",
            "aws_vpc",
            "aws_vpc_endpoint",
            "aws_vpc_peering_connection",
            "aws_vpc_peering_connection_accepter",
            "aws_vpc_security_group_egress_rule",
            "aws_vpc_security_group_ingress_rule",
            "aws_wafv2_web_acl");

    private TaggedResources() {}

    /** Why a selection is refused, as a sentence without its end; null where it is not. */
    static @Nullable String violation(String selection) {
        String type = selection.split(" ", 2)[0];
        return TYPES.contains(type)
                ? null
                : "the program makes no %s that takes tags%s"
                        .formatted(
                                type,
                                Nearest.to(type, TYPES.stream().sorted().toList())
                                        .map(nearest -> "; did you mean '%s'?".formatted(nearest))
                                        .orElse(""));
    }
}
