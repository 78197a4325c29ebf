package payments.infrastructure.guardrail.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import payments.infrastructure.text.Nearest;

/**
 * Which fields the events of a source have. A pattern with another field at the top is accepted and matches nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">AWS: structure of
 *     EventBridge's events</a>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">AWS: what Lambda's filters
 *     see</a>
 */
public enum RecordShape {
    /** An event on a bus of EventBridge. */
    EVENT("detail", "account detail-type id region replay-name resources source time version"),
    /** A message of a queue. */
    MESSAGE(
            "attributes body messageAttributes",
            "awsRegion eventSource eventSourceARN md5OfBody md5OfMessageAttributes messageId receiptHandle"),
    /** A record of a Kinesis data stream. */
    STREAM_RECORD(
            "data kinesis",
            "approximateArrivalTimestamp awsRegion eventID eventName eventSource eventSourceARN eventVersion"
                    + " invokeIdentityArn kinesisSchemaVersion partitionKey sequenceNumber"),
    /** A change of an item in a table. */
    CHANGE("dynamodb userIdentity", "awsRegion eventID eventName eventSource eventSourceARN eventVersion"),
    /** A record of a Kafka topic. */
    TOPIC_RECORD("headers key value", "eventSource eventSourceARN offset partition timestamp timestampType topic"),
    /** Anything. */
    OPEN("", "");

    /** Fields that some events lack. */
    private static final Set<String> SOMETIMES =
            Set.of("replay-name", "md5OfMessageAttributes", "userIdentity", "attributes", "messageAttributes");

    /** What the records of a source call it. */
    private static final Map<RecordShape, String> SOURCES =
            Map.of(MESSAGE, "aws:sqs", STREAM_RECORD, "aws:kinesis", CHANGE, "aws:dynamodb");

    private final String nested;
    private final String plain;

    /**
     * A shape.
     *
     * @param nested fields with further fields in them, separated by spaces
     * @param plain fields with a text or number, separated by spaces
     */
    RecordShape(String nested, String plain) {
        this.nested = nested;
        this.plain = plain;
    }

    /** Why a pattern matches no event of this shape, by the fields at its top; empty when it may. */
    public List<Fault> faults(JsonNode pattern) {
        List<Fault> faults = new ArrayList<>();
        if (this != OPEN && pattern.isObject()) {
            judge(pattern, faults);
        }
        return faults;
    }

    private void judge(JsonNode pattern, List<Fault> faults) {
        Set<String> fields = new TreeSet<>(words(nested));
        fields.addAll(words(plain));
        pattern.properties().forEach(field -> {
            String name = field.getKey();
            if (EventPattern.isChoice(name, field.getValue())) {
                field.getValue().forEach(choice -> judge(choice, faults));
            } else if (!fields.contains(name) && !Documents.isOpen(name) && !isAbsence(field.getValue())) {
                faults.add(new Fault(
                        name + ", which no such event has",
                        Nearest.to(name, fields).orElse("one of " + String.join(", ", fields))));
            } else {
                misfit(name, field.getValue()).ifPresent(faults::add);
            }
        });
    }

    private Optional<Fault> misfit(String name, JsonNode value) {
        if (isAbsence(value) && isAlwaysThere(name)) {
            return Optional.of(new Fault(name + " absent, which no such event has", "a value, or no such field"));
        }
        String source = SOURCES.getOrDefault(this, "");
        if (name.equals("eventSource") && !source.isEmpty() && isOthers(value, source)) {
            return Optional.of(new Fault("%s: %s".formatted(name, value), source));
        }
        if (name.equals("eventName") && this == STREAM_RECORD && isOthers(value, "aws:kinesis:record")) {
            return Optional.of(new Fault("%s: %s".formatted(name, value), "aws:kinesis:record"));
        }
        if (words(plain).contains(name) && value.isObject()) {
            return Optional.of(new Fault(name + " with fields in it", "a list of values"));
        }
        if (this == EVENT && name.equals("detail") && value.isArray() && !isAbsence(value) && !isPresence(value)) {
            return Optional.of(new Fault("detail: " + value, "an object: a detail has fields"));
        }
        if ((this == EVENT || this == MESSAGE) && words(plain).contains(name) && isNumbers(value)) {
            return Optional.of(new Fault("%s: %s".formatted(name, value), "a text: events hold no number there"));
        }
        return Optional.empty();
    }

    private boolean isAlwaysThere(String field) {
        boolean known = words(plain).contains(field) || words(nested).contains(field);
        return known && !SOMETIMES.contains(field) && this != TOPIC_RECORD;
    }

    /** Whether a list of plain texts, all of which are known, has not the only one that events have. */
    private static boolean isOthers(JsonNode value, String only) {
        return value.isArray()
                && !value.isEmpty()
                && StreamSupport.stream(value.spliterator(), false)
                        .allMatch(element -> element.isTextual()
                                && !Documents.isOpen(element)
                                && !element.textValue().equals(only));
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    private static boolean isNumbers(JsonNode value) {
        return value.isArray()
                && !value.isEmpty()
                && StreamSupport.stream(value.spliterator(), false)
                        .allMatch(element -> element.isNumber() || element.has("numeric"));
    }

    private static boolean isPresence(JsonNode value) {
        return value.size() == 1 && value.get(0).has("exists");
    }

    /** Whether it asks that the field be absent. */
    private static boolean isAbsence(JsonNode value) {
        return value.isArray()
                && isPresence(value)
                && !value.get(0).path("exists").asBoolean();
    }
}
