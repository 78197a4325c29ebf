package payments.infrastructure.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Arguments that are JSON documents, such as redrive policies and state machines. */
public final class JsonText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonText() {}

    /**
     * The value as JSON.
     *
     * @param value maps with an order, lists, texts, numbers and booleans
     */
    public static String of(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document of texts and numbers could not be written as JSON", e);
        }
    }
}
