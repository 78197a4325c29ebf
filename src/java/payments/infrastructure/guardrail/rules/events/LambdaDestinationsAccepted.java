package payments.infrastructure.guardrail.rules.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * What Lambda, EventBridge and its scheduler give up goes to something that takes it, named by its ARN: queues and topics
 * without order, and for some also functions, buses and buckets.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">AWS: records of asynchronous
 *     invocations</a>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html">AWS: destinations of
 *     streams</a>
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">AWS: dead-letter queues of
 *     EventBridge, which are standard queues</a>
 */
@Guardrail(
        id = "lambda-destination-accepted",
        severity = Severity.HIGH,
        expects = "the ARN of a destination that the service sends to",
        fix = "name a standard queue or topic by its arn",
        why = "Lambda refuses the destination, or what failed is lost",
        sources = "ours: Terraform takes any ARN")
final class LambdaDestinationsAccepted extends ResourceRule {
    private static final Set<String> QUEUE = Set.of("sqs");
    private static final Set<String> MESSAGES = Set.of("sqs", "sns");
    private static final Set<String> CALLS = Set.of("sqs", "sns", "lambda", "events");

    /** By type and attribute: the services that take what is given up. */
    private static final Map<String, Map<String, Set<String>>> TAKERS = Map.of(
            "aws_lambda_function", Map.of("dead_letter_config.target_arn", MESSAGES),
            "aws_lambda_function_event_invoke_config",
                    Map.of(
                            "destination_config.on_failure.destination",
                            Set.of("sqs", "sns", "lambda", "events", "s3"),
                            "destination_config.on_success.destination",
                            CALLS),
            "aws_lambda_event_source_mapping",
                    Map.of("destination_config.on_failure.destination_arn", Set.of("sqs", "sns", "s3", "kafka")),
            "aws_cloudwatch_event_target", Map.of("dead_letter_config.arn", QUEUE),
            "aws_scheduler_schedule", Map.of("target.dead_letter_config.arn", QUEUE));

    private static final Map<String, String> SERVICES = Map.of(
            "aws_sqs_queue", "sqs",
            "aws_sns_topic", "sns",
            "aws_lambda_function", "lambda",
            "aws_lambda_alias", "lambda",
            "aws_cloudwatch_event_bus", "events",
            "aws_s3_bucket", "s3",
            "aws_dynamodb_table", "dynamodb",
            "aws_kinesis_stream", "kinesis",
            "aws_sfn_state_machine", "states",
            "aws_cloudwatch_log_group", "logs");

    /** Attributes of these that hold the ARN beside {@code arn}. */
    private static final Map<String, Set<String>> OTHER_ARNS = Map.of(
            "aws_sns_topic", Set.of("id"),
            "aws_lambda_function", Set.of("qualified_arn"),
            "aws_lambda_alias", Set.of("id"));

    private static final int SERVICE = 2;

    LambdaDestinationsAccepted() {
        super(TAKERS.keySet().toArray(String[]::new));
    }

    @Override
    protected void judge(Resource sender, Verdicts verdicts) {
        Map<String, Set<String>> takers = new TreeMap<>(TAKERS.getOrDefault(sender.type(), Map.of()));
        List<String> given = takers.keySet().stream()
                .filter(attribute ->
                        sender.has(attribute) && !sender.attribute(attribute).is(""))
                .toList();
        given.forEach(attribute -> judge(sender, attribute, takers.getOrDefault(attribute, Set.of()), verdicts));
        if (given.isEmpty()) {
            verdicts.notApplicable("no destination");
        } else {
            verdicts.pass(given.get(0), "taken, as far as it can be read");
        }
    }

    private static void judge(Resource sender, String attribute, Set<String> takers, Verdicts verdicts) {
        Value destination = sender.attribute(attribute);
        Optional<Resource> named = destination.target().filter(found -> SERVICES.containsKey(found.type()));
        String part = destination.targetAttribute();
        if (named.isPresent()
                && !part.equals("arn")
                && !OTHER_ARNS.getOrDefault(named.get().type(), Set.of()).contains(part)) {
            verdicts.fail(
                    attribute, attribute, "%s of %s".formatted(part, named.get().address()), "its arn");
            return;
        }
        String[] arn = destination.text().split(":", -1);
        String service = named.map(found -> SERVICES.getOrDefault(found.type(), ""))
                .orElse(destination.text().startsWith("arn:") && arn.length > SERVICE ? arn[SERVICE] : "");
        if (service.isEmpty() || service.contains("${")) {
            return;
        }
        boolean streams = sender.type().equals("aws_lambda_event_source_mapping");
        if (!takers.contains(service)) {
            verdicts.fail(
                    attribute, attribute, destination.text(), "an ARN of " + String.join(", ", new TreeSet<>(takers)));
        } else if (!streams && isOrdered(sender, attribute, destination)) {
            verdicts.fail(attribute, attribute, destination.text() + ", which is FIFO", "a standard queue or topic");
        }
    }

    private static boolean isOrdered(Resource sender, String attribute, Value destination) {
        boolean topic = sender.find("aws_sns_topic", destination)
                .filter(found -> found.attribute("fifo_topic").isTrue()
                        || found.attribute("name").text().endsWith(".fifo"))
                .isPresent();
        return topic
                || SourceKind.of(sender, attribute) == SourceKind.FIFO_QUEUE
                || destination.text().endsWith(".fifo");
    }
}
