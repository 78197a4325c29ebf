package payments.service.handler;

import java.io.IOException;
import java.io.InputStream;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;
import payments.service.json.JsonValue;

/** Reads what a function is invoked with. */
final class StepInput {
    private StepInput() {}

    /**
     * Reads the event.
     *
     * @throws IllegalArgumentException when it is no JSON. Without the text: it may hold card data
     */
    static JsonValue read(InputStream input) throws IOException {
        try {
            return JsonReader.read(input);
        } catch (InvalidJsonException e) {
            throw new IllegalArgumentException("the event is not one valid JSON document with unique keys", e);
        }
    }
}
