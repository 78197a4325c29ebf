package payments.service.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

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
            json.writeStringField("body", text(response.body()));
            json.writeEndObject();
        }
    }

    /** A flat JSON object as text. */
    public static String text(Map<String, Object> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                json.writeFieldName(field.getKey());
                if (field.getValue() instanceof Integer number) {
                    json.writeNumber(number);
                } else {
                    json.writeString(field.getValue().toString());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
