package payments.service.outbox;

import java.util.LinkedHashMap;
import java.util.Map;
import payments.service.json.JsonText;

/**
 * An event as subscribers read it. Fields are only ever added; a subscriber ignores those that it does not know. The version
 * changes when a field changes its meaning.
 */
public final class EventMessage {
    /** The version of the message's form. */
    public static final int SCHEMA_VERSION = 1;

    private EventMessage() {}

    /** The message as JSON. Amounts are whole minor units and a decimal text, so that no subscriber needs to compute one. */
    public static String of(PaymentEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema_version", SCHEMA_VERSION);
        fields.put("event_id", event.eventId());
        fields.put("type", event.type().word());
        fields.put("payment_id", event.paymentId().value());
        fields.put("sequence", event.sequence());
        fields.put("status", event.status().word());
        fields.put("amount", event.money().toDecimal());
        fields.put("amount_minor_units", event.money().minorUnits());
        fields.put("currency", event.money().currency().code());
        fields.put("occurred_at", event.occurredAt());
        fields.put("region", event.region());
        fields.put("correlation_id", event.correlationId());
        return JsonText.of(fields);
    }
}
