package payments.infrastructure.guardrail.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import payments.infrastructure.text.Nearest;

/**
 * Patterns of the changes of a table: images hold each attribute under the letter of its type, and every value as a text.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html">AWS: filters for DynamoDB</a>
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html">AWS:
 *     StreamRecord</a>
 */
public final class Changes {
    private static final Set<String> NAMES = new TreeSet<>(Set.of("INSERT", "MODIFY", "REMOVE"));
    private static final Set<String> FIELDS = new TreeSet<>(Set.of(
            "ApproximateCreationDateTime",
            "Keys",
            "NewImage",
            "OldImage",
            "SequenceNumber",
            "SizeBytes",
            "StreamViewType"));
    private static final Set<String> TYPES =
            new TreeSet<>(Set.of("B", "BOOL", "BS", "L", "M", "N", "NS", "NULL", "S", "SS"));

    /** By view type: the images that its records lack. */
    private static final Map<String, List<String>> LACKED = Map.of(
            "KEYS_ONLY", List.of("NewImage", "OldImage"),
            "NEW_IMAGE", List.of("OldImage"),
            "OLD_IMAGE", List.of("NewImage"));

    private final String viewType;
    private final List<Fault> faults = new ArrayList<>();

    private Changes(String viewType) {
        this.viewType = viewType;
    }

    /**
     * Why a pattern matches no change.
     *
     * @param viewType what the stream's records hold, such as {@code NEW_IMAGE}; empty when it is not known
     */
    public static List<Fault> faults(JsonNode pattern, String viewType) {
        Changes changes = new Changes(viewType);
        changes.judge(pattern);
        return List.copyOf(changes.faults);
    }

    private void judge(JsonNode pattern) {
        choices(pattern).forEach(this::judge);
        for (JsonNode name : pattern.path("eventName")) {
            if (name.isTextual() && !Documents.isOpen(name) && !NAMES.contains(name.textValue())) {
                add("eventName " + name, "one of " + String.join(", ", NAMES));
            }
        }
        judgeRecord(pattern.path("dynamodb"));
    }

    private void judgeRecord(JsonNode record) {
        choices(record).forEach(this::judgeRecord);
        record.properties().forEach(field -> {
            String name = field.getKey();
            if (EventPattern.isChoice(name, field.getValue()) || Documents.isOpen(name)) {
                return;
            }
            if (!FIELDS.contains(name)) {
                add(
                        "dynamodb.%s, which no change has".formatted(name),
                        Nearest.to(name, FIELDS).orElse("one of " + String.join(", ", FIELDS)));
            } else if (LACKED.getOrDefault(viewType, List.of()).contains(name) && !asksForAbsence(field.getValue())) {
                add(
                        "dynamodb.%s of a stream with %s".formatted(name, viewType),
                        "stream_view_type NEW_AND_OLD_IMAGES, or a filter without it");
            } else if (name.equals("Keys") || name.endsWith("Image")) {
                judgeImage("dynamodb." + name, field.getValue());
            }
        });
    }

    private void judgeImage(String path, JsonNode image) {
        choices(image).forEach(choice -> judgeImage(path, choice));
        image.properties().forEach(attribute -> {
            if (!EventPattern.isChoice(attribute.getKey(), attribute.getValue())) {
                judgeAttribute(path + "." + attribute.getKey(), attribute.getValue());
            }
        });
    }

    private void judgeAttribute(String path, JsonNode value) {
        if (value.isArray() && !asksForAbsence(value)) {
            add(path + " without a type", "the type between attribute and values, such as {\"S\": [...]}");
        }
        value.properties().forEach(typed -> {
            String type = typed.getKey();
            if (type.equals(EventPattern.OR) || Documents.isOpen(type)) {
                return;
            }
            if (!TYPES.contains(type)) {
                add("%s.%s".formatted(path, type), "a type of DynamoDB: " + String.join(", ", TYPES));
            } else if (type.equals("M")) {
                judgeImage(path + ".M", typed.getValue());
            } else if (type.equals("N") && hasNumber(typed.getValue())) {
                add("%s.N: %s".formatted(path, typed.getValue()), "the number as a text: a change holds no other");
            }
        });
    }

    private static boolean hasNumber(JsonNode values) {
        return values.isArray()
                && StreamSupport.stream(values.spliterator(), false)
                        .allMatch(value -> value.isNumber() || value.has("numeric"));
    }

    private static boolean asksForAbsence(JsonNode value) {
        return value.isArray()
                && StreamSupport.stream(value.spliterator(), false).anyMatch(element -> element.has("exists"));
    }

    private static Stream<JsonNode> choices(JsonNode pattern) {
        JsonNode choices = pattern.path(EventPattern.OR);
        return EventPattern.isChoice(EventPattern.OR, choices)
                ? StreamSupport.stream(choices.spliterator(), false)
                : Stream.empty();
    }

    private void add(String found, String expected) {
        faults.add(new Fault(found, expected));
    }
}
