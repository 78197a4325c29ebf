package payments.infrastructure.guardrail.rules.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.events.Changes;
import payments.infrastructure.guardrail.events.Documents;
import payments.infrastructure.guardrail.events.EventPattern;
import payments.infrastructure.guardrail.events.Fault;
import payments.infrastructure.guardrail.events.RecordShape;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Patterns that choose events are of the form that the service takes, and look at fields that the events have. A pattern of
 * another field is accepted and never matches.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">AWS: event patterns</a>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">AWS: event filtering of Lambda</a>
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">AWS: filter policies of SNS</a>
 */
@Guardrail(
        id = "event-pattern-accepted",
        severity = Severity.HIGH,
        expects = "an object whose fields hold lists of values and comparisons, and are fields of the source's events",
        fix = "write the pattern as the service reads it; aws events test-event-pattern tries one",
        why = "The service refuses the pattern in the middle of an apply, or takes it and no event ever matches",
        sources = "ours: Terraform asks for JSON alone")
final class EventPatternAccepted extends ResourceRule {
    /** Of one mapping or pipe without an increase; with one, ten. */
    private static final int MOST_FILTERS = 5;

    /** By type: where its patterns stand. */
    private static final Map<String, String> PATTERNS = Map.of(
            "aws_cloudwatch_event_rule", "event_pattern",
            "aws_cloudwatch_event_archive", "event_pattern",
            "aws_lambda_event_source_mapping", "filter_criteria.filter.pattern",
            "aws_pipes_pipe", "source_parameters.filter_criteria.filter.pattern",
            "aws_sns_topic_subscription", "filter_policy");

    EventPatternAccepted() {
        super(PATTERNS.keySet().toArray(String[]::new));
    }

    @Override
    protected void judge(Resource chooser, Verdicts verdicts) {
        String attribute = PATTERNS.getOrDefault(chooser.type(), "");
        List<Value> patterns = chooser.attributes(attribute);
        List<Fault> faults = new ArrayList<>();
        if (patterns.size() > MOST_FILTERS) {
            faults.add(new Fault(
                    patterns.size() + " filters", "at most %d, or 10 after an increase".formatted(MOST_FILTERS)));
        }
        patterns.forEach(pattern -> faults.addAll(faults(chooser, pattern)));
        faults.forEach(fault -> verdicts.fail("", attribute, fault.found(), fault.expected()));
        if (patterns.isEmpty()) {
            verdicts.notApplicable("no pattern");
        } else if (faults.isEmpty()) {
            verdicts.pass(attribute, "of the right form, as far as it can be read");
        }
    }

    private static List<Fault> faults(Resource chooser, Value pattern) {
        Optional<JsonNode> read = Documents.read(pattern.text());
        if (read.isEmpty()) {
            return Documents.isOpen(pattern.text()) || pattern.text().isEmpty()
                    ? List.of()
                    : List.of(new Fault(pattern.text(), "JSON"));
        }
        JsonNode document = read.get();
        if (isNeutral(chooser, document)) {
            return List.of();
        }
        List<Fault> faults = new ArrayList<>(EventPattern.faults(document));
        RecordShape shape = shape(chooser);
        faults.addAll(shape.faults(document));
        if (shape == RecordShape.CHANGE) {
            faults.addAll(Changes.faults(document, viewType(chooser)));
        }
        if (isFlat(chooser)) {
            document.properties().stream()
                    .filter(field -> field.getValue().isObject())
                    .map(field -> new Fault(
                            field.getKey() + " with fields in it", "filter_policy_scope MessageBody, or a list"))
                    .forEach(faults::add);
        }
        return faults;
    }

    /** An empty filter policy takes a former one away, and Lambda's users write an empty filter for none. */
    private static boolean isNeutral(Resource chooser, JsonNode document) {
        return document.isObject() && document.isEmpty() && !chooser.type().startsWith("aws_cloudwatch_");
    }

    /** Whether the pattern is one of a message's attributes, which have no fields. */
    private static boolean isFlat(Resource chooser) {
        Value scope = chooser.attribute("filter_policy_scope");
        return chooser.type().equals("aws_sns_topic_subscription")
                && (scope.isAbsent() || scope.is("MessageAttributes"));
    }

    private static RecordShape shape(Resource chooser) {
        return switch (chooser.type()) {
            case "aws_lambda_event_source_mapping" -> shape(SourceKind.of(chooser, "event_source_arn"));
            case "aws_pipes_pipe" -> shape(SourceKind.of(chooser, "source"));
            case "aws_sns_topic_subscription" -> RecordShape.OPEN;
            default -> RecordShape.EVENT;
        };
    }

    private static RecordShape shape(SourceKind kind) {
        return switch (kind) {
            case QUEUE, FIFO_QUEUE -> RecordShape.MESSAGE;
            case KINESIS -> RecordShape.STREAM_RECORD;
            case TABLE -> RecordShape.CHANGE;
            case KAFKA -> RecordShape.TOPIC_RECORD;
            default -> RecordShape.OPEN;
        };
    }

    private static String viewType(Resource chooser) {
        String source = chooser.type().equals("aws_pipes_pipe") ? "source" : "event_source_arn";
        return chooser.attribute(source)
                .target("aws_dynamodb_table")
                .map(table -> table.attribute("stream_view_type"))
                .filter(Value::isKnown)
                .map(Value::text)
                .orElse("");
    }
}
