package payments.service.messaging;

import java.util.LinkedHashMap;
import java.util.Map;
import payments.service.domain.Money;
import payments.service.json.JsonText;
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

    private MessageWriter() {}

    /** The message as JSON, without a line end. */
    public static String write(PaymentMessage message) {
        return JsonText.of(message.match(new PaymentMessage.Cases<>() {
            @Override
            public Map<String, Object> createPayment(CreatePayment create) {
                return fields(create);
            }

            @Override
            public Map<String, Object> applyTransition(ApplyTransition apply) {
                return fields(apply);
            }
        }));
    }

    private static Map<String, Object> fields(CreatePayment create) {
        Map<String, Object> fields = start(CREATE);
        fields.put("batch_id", create.batchId());
        fields.put("row", create.row());
        fields.put("caller", create.caller());
        fields.put("payment_id", create.paymentId().value());
        putMoney(fields, create.money());
        Map<String, String> details = new LinkedHashMap<>();
        create.details().values().forEach((detail, text) -> details.put(detail.field(), text));
        fields.put("details", details);
        return fields;
    }

    private static Map<String, Object> fields(ApplyTransition apply) {
        Map<String, Object> fields = start(TRANSITION);
        fields.put("payment_id", apply.paymentId().value());
        fields.put("operation_id", apply.operationId());
        fields.put("transition", apply.transition().word());
        apply.amount().ifPresent(amount -> putMoney(fields, amount));
        return fields;
    }

    private static Map<String, Object> start(String type) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type);
        fields.put("version", VERSION);
        return fields;
    }

    private static void putMoney(Map<String, Object> fields, Money money) {
        fields.put("amount_minor", money.minorUnits());
        fields.put("currency", money.currency().code());
    }
}
