package payments.service.messaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import payments.service.domain.Detail;
import payments.service.domain.Money;
import payments.service.messaging.PaymentMessage.ApplyTransition;
import payments.service.messaging.PaymentMessage.CreatePayment;

/**
 * Writes a message as one line of JSON: the body of a queue message, and a line of the file that Step Functions maps
 * over. {@link MessageReader} reads it.
 */
public final class MessageWriter {
    /** The version that is written. A reader refuses versions that it does not know; a new optional field needs none. */
    public static final int VERSION = 1;

    static final String CREATE = "create-payment";
    static final String TRANSITION = "transition";

    private static final JsonFactory FACTORY = new JsonFactory();

    private MessageWriter() {}

    /** The message as JSON, without a line end. */
    public static String write(PaymentMessage message) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            if (message instanceof CreatePayment create) {
                writeCreate(json, create);
            } else if (message instanceof ApplyTransition apply) {
                writeTransition(json, apply);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer does not fail", e);
        }
        return text.toString();
    }

    private static void writeCreate(JsonGenerator json, CreatePayment create) throws IOException {
        writeKind(json, CREATE);
        json.writeStringField("batch_id", create.batchId());
        json.writeNumberField("row", create.row());
        json.writeStringField("caller", create.caller());
        json.writeStringField("payment_id", create.paymentId().value());
        writeMoney(json, create.money());
        json.writeObjectFieldStart("details");
        for (Map.Entry<Detail, String> detail : create.details().values().entrySet()) {
            json.writeStringField(detail.getKey().field(), detail.getValue());
        }
        json.writeEndObject();
    }

    private static void writeTransition(JsonGenerator json, ApplyTransition apply) throws IOException {
        writeKind(json, TRANSITION);
        json.writeStringField("payment_id", apply.paymentId().value());
        json.writeStringField("operation_id", apply.operationId());
        json.writeStringField("transition", apply.transition().word());
        if (apply.amount().isPresent()) {
            writeMoney(json, apply.amount().get());
        }
    }

    private static void writeKind(JsonGenerator json, String type) throws IOException {
        json.writeStringField("type", type);
        json.writeNumberField("version", VERSION);
    }

    private static void writeMoney(JsonGenerator json, Money money) throws IOException {
        json.writeNumberField("amount_minor", money.minorUnits());
        json.writeStringField("currency", money.currency().code());
    }
}
