package payments.service.messaging;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import payments.service.card.CardData;
import payments.service.card.CardNumbers;
import payments.service.domain.Currencies;
import payments.service.domain.Detail;
import payments.service.domain.Money;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;
import payments.service.json.JsonValue;
import payments.service.messaging.PaymentMessage.ApplyTransition;
import payments.service.messaging.PaymentMessage.CreatePayment;

/**
 * Reads what {@link MessageWriter} wrote, tolerantly: a field that it does not know is passed over, an optional one may
 * be absent. An unknown type or version is refused, because guessing what it means would move money.
 */
public final class MessageReader {
    private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{0,17}");

    private MessageReader() {}

    /**
     * Reads the body of a message.
     *
     * @throws UnreadableMessageException when it is no order of ours
     * @throws CardDataInMessageException when card data is anywhere in it
     */
    public static PaymentMessage read(String body) throws UnreadableMessageException, CardDataInMessageException {
        JsonValue document;
        try {
            document = JsonReader.read(body.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJsonException e) {
            if (CardNumbers.areIn(body)) {
                throw new CardDataInMessageException();
            }
            throw new UnreadableMessageException("invalid-json");
        }
        return read(document);
    }

    /** Reads a message that is a part of a larger document. */
    public static PaymentMessage read(JsonValue document)
            throws UnreadableMessageException, CardDataInMessageException {
        if (CardData.isIn(document)) {
            throw new CardDataInMessageException();
        }
        JsonValue.Obj message = document.asObject();
        if (message == null) {
            throw new UnreadableMessageException("not-an-object");
        }
        if (whole(message, "version") != MessageWriter.VERSION) {
            throw new UnreadableMessageException("unknown-version");
        }
        try {
            return switch (text(message, "type")) {
                case MessageWriter.CREATE -> create(message);
                case MessageWriter.TRANSITION -> transition(message);
                default -> throw new UnreadableMessageException("unknown-type");
            };
        } catch (IllegalArgumentException e) {
            // Without the cause: its message may quote the value.
            throw new UnreadableMessageException("invalid-value");
        }
    }

    private static CreatePayment create(JsonValue.Obj message) throws UnreadableMessageException {
        return new CreatePayment(
                text(message, "batch_id"),
                whole(message, "row"),
                text(message, "caller"),
                new PaymentId(text(message, "payment_id")),
                money(message),
                details(message.object("details")));
    }

    private static ApplyTransition transition(JsonValue.Obj message) throws UnreadableMessageException {
        return new ApplyTransition(
                new PaymentId(text(message, "payment_id")),
                text(message, "operation_id"),
                Transition.of(text(message, "transition")),
                message.get("amount_minor") == null ? Optional.empty() : Optional.of(money(message)));
    }

    private static Money money(JsonValue.Obj message) throws UnreadableMessageException {
        return new Money(whole(message, "amount_minor"), Currencies.of(text(message, "currency")));
    }

    private static PaymentDetails details(JsonValue.Obj fields) {
        Map<Detail, String> details = new EnumMap<>(Detail.class);
        for (Detail detail : Detail.values()) {
            String text = fields.text(detail.field());
            if (text != null) {
                details.put(detail, text);
            }
        }
        return new PaymentDetails(details);
    }

    private static String text(JsonValue.Obj message, String field) throws UnreadableMessageException {
        String text = message.text(field);
        if (text == null) {
            throw new UnreadableMessageException("missing-" + field.replace('_', '-'));
        }
        return text;
    }

    /** A number above zero without fraction or exponent. */
    private static long whole(JsonValue.Obj message, String field) throws UnreadableMessageException {
        String number = message.number(field);
        if (number != null && WHOLE.matcher(number).matches()) {
            return Long.parseLong(number);
        }
        throw new UnreadableMessageException("missing-" + field.replace('_', '-'));
    }
}
