package payments.infrastructure.guardrail.rules.lambda;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** Who calls a function, and by which alias. */
final class Triggers {
    /** By type: the attribute that names the function, and the service that calls it. */
    private static final Map<String, String[]> ATTRIBUTES = Map.ofEntries(
            entry("aws_api_gateway_integration", "uri", "apigateway.amazonaws.com"),
            entry("aws_apigatewayv2_integration", "integration_uri", "apigateway.amazonaws.com"),
            entry("aws_api_gateway_authorizer", "authorizer_uri", "apigateway.amazonaws.com"),
            entry("aws_apigatewayv2_authorizer", "authorizer_uri", "apigateway.amazonaws.com"),
            entry("aws_sns_topic_subscription", "endpoint", "sns.amazonaws.com"),
            entry("aws_cloudwatch_event_target", "arn", "events.amazonaws.com"),
            entry("aws_scheduler_schedule", "target.arn", "scheduler.amazonaws.com"),
            entry("aws_cloudwatch_log_subscription_filter", "destination_arn", "logs.amazonaws.com"),
            entry("aws_lb_target_group_attachment", "target_id", "elasticloadbalancing.amazonaws.com"),
            entry("aws_alb_target_group_attachment", "target_id", "elasticloadbalancing.amazonaws.com"));

    private static final Map<String, String> MAPPED = Map.of(
            "aws_sqs_queue", "queue",
            "aws_kinesis_stream", "stream",
            "aws_dynamodb_table", "stream",
            "aws_mq_broker", "broker",
            "aws_msk_cluster", "broker",
            "aws_docdb_cluster", "broker");

    private Triggers() {}

    /** Everything that calls a function, but for what a role alone allows (an SDK call, a state machine). */
    static List<Trigger> of(Resource function) {
        Set<Trigger> found = new LinkedHashSet<>();
        for (Resource callee : callees(function)) {
            ATTRIBUTES.forEach((type, entry) -> callee.referrers(type, entry[0])
                    .forEach(by -> add(found, function, by, by.attribute(entry[0]), entry[1])));
            notifications(callee).forEach(by -> by.blocks("lambda_function")
                    .forEach(block ->
                            add(found, function, by, block.attribute("lambda_function_arn"), "s3.amazonaws.com")));
            callee.referrers("aws_lambda_event_source_mapping", "function_name")
                    .forEach(by -> add(found, function, by, by.attribute("function_name"), "lambda.amazonaws.com"));
        }
        return new ArrayList<>(found);
    }

    private static void add(Set<Trigger> found, Resource function, Resource by, Value named, String service) {
        qualifier(function, named).ifPresent(qualifier -> found.add(new Trigger(by, service, qualifier)));
    }

    /** Notifications are found by mention, because a bucket names several functions in one resource. */
    private static List<Resource> notifications(Resource callee) {
        return callee.referrers().stream()
                .filter(by -> by.type().equals("aws_s3_bucket_notification"))
                .toList();
    }

    private static List<Resource> callees(Resource function) {
        List<Resource> callees = new ArrayList<>(function.referrers("aws_lambda_alias", "function_name"));
        callees.add(0, function);
        return callees;
    }

    /** Which alias or version of the function a value names: empty text for none; nothing when it is not this function. */
    private static Optional<String> qualifier(Resource function, Value named) {
        Optional<Resource> alias = named.target()
                .filter(target -> target.type().equals("aws_lambda_alias"))
                .filter(target -> !named.targetAttribute().equals("function_name"));
        if (alias.isPresent()) {
            return alias.filter(found -> found.attribute("function_name").refersTo(function))
                    .map(found -> found.attribute("name").text());
        }
        if (named.target("aws_lambda_function").filter(function::equals).isPresent()) {
            return Optional.of(named.targetAttribute().startsWith("qualified_") ? "${version}" : "");
        }
        for (Resource spelled : function.referrers("aws_lambda_alias", "function_name")) {
            if (named.refersTo(spelled)) {
                return Optional.of(spelled.attribute("name").text());
            }
        }
        return named.refersTo(function) ? Optional.of("") : Optional.empty();
    }

    /** The function of a permission, mapping or other resource with {@code function_name}. */
    static Optional<Resource> function(Resource resource) {
        Value named = resource.attribute("function_name");
        Optional<Resource> direct = resource.find("aws_lambda_function", named);
        return direct.isPresent()
                ? direct
                : resource.find("aws_lambda_alias", named)
                        .flatMap(alias -> alias.find("aws_lambda_function", alias.attribute("function_name")));
    }

    /** The alias or version that a permission or configuration is for; empty for the function itself. */
    static String qualifier(Resource resource) {
        if (resource.has("qualifier")) {
            return resource.attribute("qualifier").text();
        }
        return function(resource)
                .flatMap(function -> qualifier(function, resource.attribute("function_name")))
                .orElse("");
    }

    /** The settings of asynchronous invocation of a function and its aliases. */
    static List<Resource> configs(Resource function) {
        return callees(function).stream()
                .flatMap(
                        callee -> callee.referrers("aws_lambda_function_event_invoke_config", "function_name").stream())
                .distinct()
                .toList();
    }

    /** The event source mappings of a function and its aliases. */
    static List<Resource> mappings(Resource function) {
        return callees(function).stream()
                .flatMap(callee -> callee.referrers("aws_lambda_event_source_mapping", "function_name").stream())
                .distinct()
                .toList();
    }

    /** Whether a mapping reads an SQS queue. */
    static boolean isQueue(Resource mapping) {
        return source(mapping).equals("queue");
    }

    /** Whether a mapping reads a message broker or a change stream of DocumentDB. */
    static boolean isBroker(Resource mapping) {
        return source(mapping).equals("broker");
    }

    private static String source(Resource mapping) {
        boolean selfManaged = Stream.of(
                        "self_managed_event_source",
                        "amazon_managed_kafka_event_source_config",
                        "document_db_event_source_config")
                .map(mapping::blocks)
                .anyMatch((List<Block> blocks) -> !blocks.isEmpty());
        if (selfManaged) {
            return "broker";
        }
        Value source = mapping.attribute("event_source_arn");
        String byTarget = source.target()
                .map(target -> MAPPED.getOrDefault(target.type(), ""))
                .orElse("");
        if (!byTarget.isEmpty()) {
            return byTarget;
        }
        String[] arn = source.text().split(":", 4);
        return switch (arn.length > 2 ? arn[2] : "") {
            case "sqs" -> "queue";
            case "kafka", "mq", "rds" -> "broker";
            default -> "stream";
        };
    }

    private static Map.Entry<String, String[]> entry(String type, String attribute, String service) {
        return Map.entry(type, new String[] {attribute, service});
    }
}
