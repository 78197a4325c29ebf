package payments.infrastructure.guardrail.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Optional;

/** Texts that a service reads as JSON. */
public final class Documents {
    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String OPEN = "${";

    private Documents() {}

    /** The text as JSON; empty when it is none. */
    public static Optional<JsonNode> read(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether Terraform fills in a part of the text. */
    public static boolean isOpen(String text) {
        return text.contains(OPEN);
    }

    /** Whether the value is a text of which Terraform fills in a part, or all, as in {@code jsonencode(var.input)}. */
    public static boolean isOpen(JsonNode value) {
        return value.isTextual() && isOpen(value.textValue());
    }
}
