package payments.infrastructure.guardrail.model;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What AWS will call a resource, as far as the program shows: its name and its ARN by AWS's own pattern. A part that only AWS
 * knows stays open, in a form that is equal for equal things.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">AWS:
 *     resource types of each service</a>
 */
final class Identity {
    /** By type: the attribute with the name, and the ARN with {@code *} for that name, R for region, A for account. */
    private static final Map<String, String[]> PATTERNS = Map.ofEntries(
            pattern("aws_dynamodb_table", "name", "dynamodb:R:A:table/*"),
            pattern("aws_s3_bucket", "bucket", "s3:::*"),
            pattern("aws_lambda_function", "function_name", "lambda:R:A:function:*"),
            pattern("aws_sqs_queue", "name", "sqs:R:A:*"),
            pattern("aws_sns_topic", "name", "sns:R:A:*"),
            pattern("aws_iam_role", "name", "iam::A:role/*"),
            pattern("aws_iam_policy", "name", "iam::A:policy/*"),
            pattern("aws_cloudwatch_log_group", "name", "logs:R:A:log-group:*"),
            pattern("aws_cloudwatch_metric_alarm", "alarm_name", "cloudwatch:R:A:alarm:*"),
            pattern("aws_cloudwatch_event_rule", "name", "events:R:A:rule/*"),
            pattern("aws_cloudwatch_event_bus", "name", "events:R:A:event-bus/*"),
            pattern("aws_scheduler_schedule_group", "name", "scheduler:R:A:schedule-group/*"),
            pattern("aws_sfn_state_machine", "name", "states:R:A:stateMachine:*"),
            pattern("aws_kms_alias", "name", "kms:R:A:*"),
            pattern("aws_db_instance", "identifier", "rds:R:A:db:*"),
            pattern("aws_rds_cluster", "cluster_identifier", "rds:R:A:cluster:*"),
            pattern("aws_db_subnet_group", "name", "rds:R:A:subgrp:*"),
            pattern("aws_db_parameter_group", "name", "rds:R:A:pg:*"),
            pattern("aws_cloudtrail", "name", "cloudtrail:R:A:trail/*"),
            pattern("aws_secretsmanager_secret", "name", "secretsmanager:R:A:secret:*-${random}"),
            pattern("aws_ssm_parameter", "name", "ssm:R:A:parameter*"));

    /** Types whose {@code id} is the name. */
    private static final Set<String> NAMED_BY_ID = Set.of(
            "aws_dynamodb_table",
            "aws_s3_bucket",
            "aws_lambda_function",
            "aws_iam_role",
            "aws_cloudwatch_log_group",
            "aws_cloudwatch_metric_alarm",
            "aws_cloudwatch_event_rule",
            "aws_kms_alias",
            "aws_db_subnet_group",
            "aws_db_parameter_group",
            "aws_ssm_parameter");

    /** Types with a name that others use, and an ARN that does not follow from it. */
    private static final Map<String, String> NAMED = Map.of(
            "aws_api_gateway_rest_api", "name",
            "aws_api_gateway_stage", "stage_name",
            "aws_apigatewayv2_stage", "name",
            "aws_rds_cluster_instance", "identifier",
            "aws_config_configuration_recorder", "name",
            "aws_rds_cluster_parameter_group", "name");

    private static final Set<String> ARN_BY_ID =
            Set.of("aws_sns_topic", "aws_iam_policy", "aws_sfn_state_machine", "aws_secretsmanager_secret");

    /** Types whose ARN is made of another resource's. */
    private static final Set<String> ARN_BY_PARENT = Set.of("aws_api_gateway_stage", "aws_lambda_alias");

    private Identity() {}

    /** Every text that means this resource. */
    static Set<String> of(Resource resource) {
        return resource.stack().program().identities(resource);
    }

    static Set<String> compute(Resource resource) {
        Set<String> texts = new LinkedHashSet<>();
        String[] pattern = PATTERNS.get(resource.type());
        if (pattern != null) {
            texts.add(arn(resource));
        }
        if (pattern != null && resource.has(pattern[0])) {
            texts.add(resource.attribute(pattern[0]).text());
        }
        if (resource.type().equals("aws_cloudwatch_log_group") && resource.has("name")) {
            // Some services want the ARN of a group with all of its streams.
            texts.add(arn(resource) + ":*");
        }
        String name = NAMED.get(resource.type());
        if (name != null && resource.has(name)) {
            texts.add(resource.attribute(name).text());
        }
        if (ARN_BY_PARENT.contains(resource.type())) {
            texts.add(arn(resource));
        }
        switch (resource.type()) {
            case "aws_cloudwatch_log_group" -> texts.add(arn(resource) + ":*");
            case "aws_lambda_function", "aws_lambda_alias" ->
                texts.add("arn:aws:apigateway:%s:lambda:path/2015-03-31/functions/%s/invocations"
                        .formatted(resource.region(), arn(resource)));
            default -> {}
        }
        texts.add(opaque(resource, "arn"));
        texts.add(opaque(resource, "id"));
        // A state, or a plan of what is deployed, says what AWS has made.
        texts.addAll(resource.givenByAws());
        return texts;
    }

    /** What an attribute is that the resource does not set itself, but that AWS computes by a rule. */
    static String computed(Resource resource, String attribute) {
        if (attribute.equals("arn") || (attribute.equals("id") && ARN_BY_ID.contains(resource.type()))) {
            return arn(resource);
        }
        String[] pattern = PATTERNS.get(resource.type());
        if (attribute.equals("id") && pattern != null && NAMED_BY_ID.contains(resource.type())) {
            Value named = resource.attribute(pattern[0]);
            return named.isAbsent() ? opaque(resource, attribute) : named.text();
        }
        return opaque(resource, attribute);
    }

    /** Whether each region may have one of the same name. */
    static boolean isRegional(String type) {
        String[] pattern = PATTERNS.get(type);
        return pattern == null || pattern[1].contains(":R:");
    }

    /** The ARN; open where the program does not say enough. */
    static String arn(Resource resource) {
        String own = resource.body().path("arn").asText();
        if (own.startsWith("arn:") && !own.contains(Value.OPEN)) {
            return own;
        }
        if (resource.type().equals("aws_lambda_alias")) {
            Value function = resource.attribute("function_name");
            String of =
                    function.target("aws_lambda_function").map(Identity::arn).orElse(function.text());
            return of + ":" + resource.attribute("name").text();
        }
        if (resource.type().equals("aws_kms_key")) {
            return fill("kms:R:A:key/*", opaque(resource, "key_id"), resource);
        }
        if (resource.type().equals("aws_config_config_rule")) {
            return fill("config:R:A:config-rule/*", opaque(resource, "rule_id"), resource);
        }
        if (resource.type().equals("aws_api_gateway_stage")) {
            String stage = "apigateway:R::/restapis/%s/stages/*"
                    .formatted(resource.attribute("rest_api_id").text());
            return fill(stage, resource.attribute("stage_name").text(), resource);
        }
        String[] pattern = PATTERNS.get(resource.type());
        if (pattern == null) {
            return opaque(resource, "arn");
        }
        Value given = resource.attribute(pattern[0]);
        String name = given.isAbsent() ? opaque(resource, pattern[0]) : given.text();
        String path = resource.attribute("path").text();
        return fill(pattern[1], path.startsWith("/") ? path.substring(1) + name : name, resource);
    }

    /** An attribute that is unknown before deployment. The same for every reader. */
    static String opaque(Resource resource, String attribute) {
        return "${" + resource.stack().name() + ":" + resource.address() + "." + attribute + "}";
    }

    /** The account of a provider: its number, where it is known, else the one open text that means "our account". */
    static String account(Provider provider) {
        return provider.account().isEmpty() ? "${account}" : provider.account();
    }

    private static String fill(String pattern, String name, Resource resource) {
        String place = pattern.replace(":R:", ":" + resource.region() + ":")
                .replace(":A:", ":" + account(resource.provider()) + ":");
        return "arn:aws:" + place.replace("*", name);
    }

    private static Map.Entry<String, String[]> pattern(String type, String name, String arn) {
        return Map.entry(type, new String[] {name, arn});
    }
}
