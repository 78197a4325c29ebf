package payments.service.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import payments.service.json.JsonText;

/** Writes an answer in the form that all three front doors understand. */
public final class ResponseWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ResponseWriter() {}

    /**
     * Writes and closes the stream.
     *
     * @param multiValueHeaders lists header values, for a load balancer that asked with lists
     */
    public static void write(HttpResponse response, boolean multiValueHeaders, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", response.status());
            json.writeObjectFieldStart(multiValueHeaders ? "multiValueHeaders" : "headers");
            for (Map.Entry<String, String> header : response.headers().entrySet()) {
                if (multiValueHeaders) {
                    json.writeArrayFieldStart(header.getKey());
                    json.writeString(header.getValue());
                    json.writeEndArray();
                } else {
                    json.writeStringField(header.getKey(), header.getValue());
                }
            }
            json.writeEndObject();
            json.writeBooleanField("isBase64Encoded", false);
            json.writeStringField("body", response.body().isEmpty() ? "" : JsonText.of(response.body()));
            json.writeEndObject();
        }
    }
}
