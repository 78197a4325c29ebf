package payments.infrastructure.deployments;

import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.naming.NamingRule;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;

/** Which attribute of a resource is its name, and by whose rule. */
final class NamedResources {
    private static final List<Kind> KINDS = List.of(
            new Kind("aws_s3_bucket", "bucket", NamingRule.BUCKET),
            new Kind("aws_dynamodb_table", "name", NamingRule.TABLE),
            new Kind("aws_iam_role", "name", NamingRule.ROLE),
            new Kind("aws_iam_policy", "name", NamingRule.POLICY),
            new Kind("aws_lambda_function", "function_name", NamingRule.FUNCTION),
            new Kind("aws_sqs_queue", "name", NamingRule.QUEUE),
            new Kind("aws_sns_topic", "name", NamingRule.TOPIC),
            new Kind("aws_sfn_state_machine", "name", NamingRule.STATE_MACHINE),
            new Kind("aws_db_instance", "identifier", NamingRule.DATABASE),
            new Kind("aws_rds_cluster", "cluster_identifier", NamingRule.DATABASE),
            new Kind("aws_rds_cluster_instance", "identifier", NamingRule.DATABASE),
            new Kind("aws_db_subnet_group", "name", NamingRule.DATABASE_GROUP),
            new Kind("aws_db_parameter_group", "name", NamingRule.DATABASE_GROUP),
            new Kind("aws_rds_cluster_parameter_group", "name", NamingRule.DATABASE_GROUP),
            new Kind("aws_secretsmanager_secret", "name", NamingRule.SECRET),
            new Kind("aws_ssm_parameter", "name", NamingRule.PARAMETER),
            new Kind("aws_lb", "name", NamingRule.LOAD_BALANCER),
            new Kind("aws_lb_target_group", "name", NamingRule.LOAD_BALANCER),
            new Kind("aws_security_group", "name", NamingRule.SECURITY_GROUP),
            new Kind("aws_kms_alias", "name", NamingRule.KEY_ALIAS),
            new Kind("aws_cloudtrail", "name", NamingRule.TRAIL),
            new Kind("aws_wafv2_web_acl", "name", NamingRule.WEB_ACL),
            new Kind("aws_cloudwatch_dashboard", "dashboard_name", NamingRule.DASHBOARD),
            new Kind("aws_cloudwatch_event_rule", "name", NamingRule.EVENT_RULE),
            new Kind("aws_scheduler_schedule", "name", NamingRule.EVENT_RULE),
            new Kind("aws_api_gateway_rest_api", "name", NamingRule.API),
            new Kind("aws_apigatewayv2_api", "name", NamingRule.API));

    private NamedResources() {}

    /** What AWS would refuse, as a sentence each, with the address of the resource. */
    static List<String> refused(SynthesizedDeployment deployment) {
        return deployment.stacks().values().stream()
                .flatMap(stack -> KINDS.stream().flatMap(kind -> stack.resources(kind.type).stream()
                        .flatMap(resource -> kind.violation(resource).map(why -> stack.name() + " " + why))))
                .toList();
    }

    private record Kind(String type, String attribute, NamingRule rule) {
        Stream<String> violation(SynthesizedResource resource) {
            String name = resource.at(attribute).asText().replaceAll("\\$\\{[^}]*account_id}", "123456789012");
            String why = rule.violation(name);
            return why == null ? Stream.empty() : Stream.of("%s '%s': %s".formatted(resource.address(), name, why));
        }
    }
}
