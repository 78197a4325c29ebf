package payments.infrastructure.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import payments.infrastructure.config.deployment.ApiDialect;

/**
 * What a request's body may look like. API Gateway judges it by JSON Schema draft 4 before the function runs, and refuses
 * every field that the schema does not name. The schema is the outer bound; the function still checks everything.
 *
 * @param name the model's name, letters and digits
 * @param schema the JSON Schema
 */
public record RequestModel(String name, String schema) {
    /**
     * The order to create a payment: the fields that the payment service reads in this dialect. Empty for the dialect of an
     * older system: its callers may send more, and what is wrong is answered in its words, which API Gateway does not know.
     */
    public static Optional<RequestModel> of(ApiDialect dialect) {
        return dialect.isStrict()
                ? Optional.of(new RequestModel("CreatePayment", read("create-payment.json")))
                : Optional.empty();
    }

    /** The request to capture a payment: an empty object, since the whole amount is meant. */
    public static RequestModel ofCapture() {
        return new RequestModel("CapturePayment", read("capture-payment.json"));
    }

    private static String read(String file) {
        try (InputStream schema = Objects.requireNonNull(RequestModel.class.getResourceAsStream(file), file)) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file %s cannot be read".formatted(file), e);
        }
    }
}
