package payments.infrastructure.guardrail.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.PolicyText;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/**
 * The AWS services that the code of a function calls, as far as its environment variables and the policies of its role say. What
 * Lambda itself calls for a function is not among them, since that takes no way through the function's network: reading event
 * sources, sending to destinations, logs, traces and network interfaces. Neither are keys: KMS is asked by the service whose data
 * is encrypted.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html">AWS: names of
 *     endpoint services</a>
 */
public final class ServiceCalls {
    /** The endpoint service by the prefix of actions, which is also the service in an ARN. */
    private static final Map<String, String> ENDPOINTS = Map.ofEntries(
            Map.entry("s3", "s3"),
            Map.entry("dynamodb", "dynamodb"),
            Map.entry("sqs", "sqs"),
            Map.entry("sns", "sns"),
            Map.entry("states", "states"),
            Map.entry("secretsmanager", "secretsmanager"),
            Map.entry("ssm", "ssm"),
            Map.entry("lambda", "lambda"),
            Map.entry("events", "events"),
            Map.entry("sts", "sts"),
            Map.entry("kinesis", "kinesis-streams"),
            Map.entry("firehose", "kinesis-firehose"),
            Map.entry("rds-data", "rds-data"),
            Map.entry("execute-api", "execute-api"),
            Map.entry("cloudwatch", "monitoring"));

    /** The endpoint service by the type of a resource that a variable names. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("aws_s3_bucket", "s3"),
            Map.entry("aws_dynamodb_table", "dynamodb"),
            Map.entry("aws_sqs_queue", "sqs"),
            Map.entry("aws_sns_topic", "sns"),
            Map.entry("aws_sfn_state_machine", "states"),
            Map.entry("aws_secretsmanager_secret", "secretsmanager"),
            Map.entry("aws_secretsmanager_secret_version", "secretsmanager"),
            Map.entry("aws_ssm_parameter", "ssm"),
            Map.entry("aws_lambda_function", "lambda"),
            Map.entry("aws_lambda_alias", "lambda"),
            Map.entry("aws_cloudwatch_event_bus", "events"),
            Map.entry("aws_kinesis_stream", "kinesis-streams"),
            Map.entry("aws_kinesis_firehose_delivery_stream", "kinesis-firehose"));

    /** What Lambda calls for a function that has an event source (Lambda guide, "Event source mappings"). */
    private static final Set<String> OF_EVENT_SOURCES = Set.of(
            "sqs:receivemessage",
            "sqs:deletemessage",
            "sqs:getqueueattributes",
            "sqs:changemessagevisibility",
            "dynamodb:getrecords",
            "dynamodb:getsharditerator",
            "dynamodb:describestream",
            "dynamodb:liststreams",
            "kinesis:getrecords",
            "kinesis:getsharditerator",
            "kinesis:describestream",
            "kinesis:describestreamsummary",
            "kinesis:listshards",
            "kinesis:liststreams",
            "kinesis:subscribetoshard");

    /** What Lambda calls for a function with a destination or dead-letter queue. */
    private static final Set<String> OF_DESTINATIONS =
            Set.of("sqs:sendmessage", "sns:publish", "lambda:invokefunction", "events:putevents", "s3:putobject");

    private static final Pattern ARN = Pattern.compile("^arn:[^:]*:([a-z0-9-]+):.*", Pattern.DOTALL);
    private static final Pattern QUEUE_URL = Pattern.compile("^https://sqs\\..*", Pattern.DOTALL);

    private ServiceCalls() {}

    /** The services by the name of their VPC endpoint, such as {@code kinesis-streams}, and for each what says so. */
    public static Map<String, String> of(Resource function) {
        Map<String, String> calls = new TreeMap<>();
        function.blocks("environment.variables").stream()
                .flatMap(block -> fields(block.body()))
                .forEach(name -> {
                    String service = named(variable(function, name));
                    if (!service.isEmpty()) {
                        calls.putIfAbsent(service, "the variable " + name);
                    }
                });
        Set<String> destinations = destinations(function);
        RolePolicies.of(function).forEach(policy -> PolicyText.statements(policy.document())
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .forEach(statement -> actions(statement, destinations)
                        .forEach(action -> calls.putIfAbsent(
                                ENDPOINTS.get(prefix(action)), "%s in %s".formatted(action, policy.name())))));
        return calls;
    }

    /** Whether an endpoint is for a service whose calls are seen here. */
    public static boolean isKnown(String service) {
        return ENDPOINTS.containsValue(service);
    }

    private static Value variable(Resource function, String name) {
        return function.blocks("environment.variables").get(0).own(name);
    }

    private static Stream<String> fields(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey);
    }

    /** The service of what a variable names; empty when it names nothing of one. */
    private static String named(Value value) {
        if (value.target().isPresent()) {
            return value.targetAttribute().contains("secret_arn")
                    ? "secretsmanager"
                    : TYPES.getOrDefault(value.target().get().type(), "");
        }
        Matcher arn = ARN.matcher(value.text());
        if (arn.matches()) {
            return ENDPOINTS.getOrDefault(arn.group(1), "");
        }
        return QUEUE_URL.matcher(value.text()).matches() ? "sqs" : "";
    }

    /** The actions of a statement that code calls. */
    private static List<String> actions(JsonNode statement, Set<String> destinations) {
        boolean toDestinations = !destinations.isEmpty()
                && PolicyText.texts(statement.path("Resource"))
                        .allMatch(resource -> destinations.contains(lastPart(resource)));
        return PolicyText.texts(statement.path("Action"))
                .filter(action -> ENDPOINTS.containsKey(prefix(action)))
                .filter(action -> !OF_EVENT_SOURCES.contains(action.toLowerCase(Locale.ROOT)))
                .filter(action -> !toDestinations || !OF_DESTINATIONS.contains(action.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String prefix(String action) {
        return action.toLowerCase(Locale.ROOT).split(":", 2)[0];
    }

    /** The names of the queues, topics and functions that Lambda sends results and failures of the function to. */
    private static Set<String> destinations(Resource function) {
        Set<String> names = new HashSet<>();
        add(names, function.attribute("dead_letter_config.target_arn"));
        Stream.concat(Stream.of(function), function.referrers("aws_lambda_alias", "function_name").stream())
                .forEach(callee -> {
                    callee.referrers("aws_lambda_function_event_invoke_config", "function_name")
                            .forEach(config -> {
                                add(names, config.attribute("destination_config.on_failure.destination"));
                                add(names, config.attribute("destination_config.on_success.destination"));
                            });
                    callee.referrers("aws_lambda_event_source_mapping", "function_name")
                            .forEach(mapping ->
                                    add(names, mapping.attribute("destination_config.on_failure.destination_arn")));
                });
        return names;
    }

    private static void add(Set<String> names, Value destination) {
        destination.target().map(Resource::arn).ifPresent(arn -> names.add(lastPart(arn)));
        if (!destination.text().isEmpty()) {
            names.add(lastPart(destination.text()));
        }
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
