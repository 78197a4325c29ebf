package payments.infrastructure.picture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;

/** What a picture shows, in the order of a request's way; everything else is left out or only connects. */
// Its lists are made by List.of, which cannot be changed.
@SuppressWarnings("ImmutableEnumChecker")
enum Kind {
    NAME("DNS name", List.of("name"), List.of("failover_routing_policy.type"), "aws_route53_record"),
    DOMAIN("Domain", List.of("domain_name"), List.of(), "aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name"),
    FIREWALL("Firewall", List.of("name"), List.of(), "aws_wafv2_web_acl"),
    REST_API("REST API", List.of("name"), List.of(), "aws_api_gateway_rest_api"),
    HTTP_API("HTTP API", List.of("name"), List.of(), "aws_apigatewayv2_api"),
    LOAD_BALANCER("Load balancer", List.of("name"), List.of(), "aws_lb"),
    SCHEDULE(
            "Schedule",
            List.of("name"),
            List.of("schedule_expression"),
            "aws_cloudwatch_event_rule",
            "aws_scheduler_schedule"),
    FUNCTION("Function", List.of("function_name"), List.of("runtime", "memory_size"), "aws_lambda_function"),
    STATE_MACHINE("State machine", List.of("name"), List.of(), "aws_sfn_state_machine"),
    QUEUE("Queue", List.of("name"), List.of(), "aws_sqs_queue"),
    TOPIC("Topic", List.of("name"), List.of(), "aws_sns_topic"),
    TABLE("Table", List.of("name"), List.of("hash_key", "range_key"), "aws_dynamodb_table"),
    DATABASE(
            "PostgreSQL",
            List.of("identifier", "cluster_identifier", "global_cluster_identifier"),
            List.of("engine_version", "instance_class"),
            "aws_db_instance",
            "aws_rds_cluster",
            "aws_rds_global_cluster"),
    BACKUPS("Backup copies", List.of(), List.of("retention_period"), "aws_db_instance_automated_backups_replication"),
    BUCKET("Bucket", List.of("bucket"), List.of(), "aws_s3_bucket"),
    NETWORK("VPC", List.of(), List.of("cidr_block"), "aws_vpc"),
    TRAIL("Trail", List.of("name"), List.of(), "aws_cloudtrail");

    private final String title;
    private final List<String> names;
    private final List<String> details;
    private final List<String> types;

    Kind(String title, List<String> names, List<String> details, String... types) {
        this.title = title;
        this.names = names;
        this.details = details;
        this.types = List.of(types);
    }

    /** The kind of a resource; empty where it is not shown. */
    static Optional<Kind> of(Resource resource) {
        return Arrays.stream(values())
                .filter(kind -> kind.types.contains(resource.type()))
                .findFirst()
                .filter(kind -> kind.shows(resource));
    }

    /** What it is called in a picture. */
    String title() {
        return title;
    }

    /** Attributes of which the first that is given names it. */
    List<String> names() {
        return names;
    }

    /** Attributes that say more. */
    List<String> details() {
        return details;
    }

    /** Records that prove a certificate's domain, rules that wait for events and logs of logs would only hide the rest. */
    private boolean shows(Resource resource) {
        return switch (this) {
            case NAME -> resource.has("alias");
            case SCHEDULE -> resource.has("schedule_expression");
            case BUCKET ->
                resource.referrers("aws_s3_bucket_logging", "target_bucket").isEmpty();
            default -> true;
        };
    }
}
