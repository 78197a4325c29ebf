package payments.infrastructure.guardrail.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A pattern that events must match: every field of it holds a list of values and comparisons, or an object of further fields.
 * EventBridge, Lambda, EventBridge Pipes and SNS read patterns by one library.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">AWS: event patterns</a>
 *
 * @see <a href="https://github.com/aws/event-ruler">Event Ruler, which reads them</a>
 */
public final class EventPattern {
    /** A list of at least two objects under this name is several patterns, of which one must match. */
    static final String OR = "$or";

    private final List<Fault> faults = new ArrayList<>();

    private EventPattern() {}

    /** Why the service refuses a pattern; empty when it does not. */
    public static List<Fault> faults(JsonNode pattern) {
        EventPattern judged = new EventPattern();
        if (pattern.isObject()) {
            judged.object("", pattern);
        } else if (!Documents.isOpen(pattern)) {
            judged.add("a pattern that is " + Nodes.kind(pattern), "an object of fields");
        }
        return List.copyOf(judged.faults);
    }

    /** Whether a field holds several patterns. */
    static boolean isChoice(String field, JsonNode value) {
        return field.equals(OR)
                && value.isArray()
                && value.size() > 1
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isObject);
    }

    private void object(String path, JsonNode object) {
        if (object.isEmpty()) {
            add(path.isEmpty() ? "an empty pattern" : path + ": {}", "at least one field");
        }
        object.properties().forEach(field -> field(path, field.getKey(), field.getValue()));
    }

    private void field(String path, String name, JsonNode value) {
        String here = path.isEmpty() ? name : path + "." + name;
        if (isChoice(name, value)) {
            value.forEach(choice -> object(path, choice));
        } else if (value.isObject()) {
            object(here, value);
        } else if (value.isArray()) {
            list(here, value);
        } else if (!Documents.isOpen(value)) {
            add("%s: %s".formatted(here, value), "a list, such as [%s]".formatted(value));
        }
    }

    private void list(String path, JsonNode list) {
        if (list.isEmpty()) {
            add(path + ": []", "at least one value");
        }
        for (JsonNode element : list) {
            if (element.isObject()) {
                Comparison.fault(element)
                        .ifPresent(fault -> add("%s: %s".formatted(path, fault.found()), fault.expected()));
            } else if (element.isArray()) {
                add("%s: a list in a list".formatted(path), "texts, numbers, true, false, null and comparisons");
            }
        }
    }

    private void add(String found, String expected) {
        faults.add(new Fault(found, expected));
    }
}
