package payments.infrastructure.guardrail.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Words for JSON. */
final class Nodes {
    private Nodes() {}

    /** What a value is, for a message. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
