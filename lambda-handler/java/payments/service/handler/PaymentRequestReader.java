package payments.service.handler;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.service.card.CardData;
import payments.service.card.CardNumbers;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.PaymentId;
import payments.service.domain.RejectedException;
import payments.service.domain.Rejection;
import payments.service.http.HttpRequest;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;
import payments.service.json.JsonValue;

/**
 * Reads the order to create a payment.
 *
 * <p>Fields we do not know are searched for card data like all others and then dropped: they are neither stored
 * nor part of what makes two requests the same.
 */
final class PaymentRequestReader {
    private static final String DEFAULT_CURRENCY = "USD";
    private static final List<String> ID_FIELDS = List.of("payment_id", "transaction_id");

    /** What the client asks for; the id is empty when he leaves it to us. */
    record PaymentRequest(Optional<PaymentId> id, Money money) {}

    private PaymentRequestReader() {}

    /**
     * Reads and checks everything.
     *
     * @throws RejectedException for the first thing that is wrong; card data comes before all else
     */
    static PaymentRequest read(HttpRequest request) {
        List<String> keys = request.header("idempotency-key");
        if (keys.stream().anyMatch(CardNumbers::areIn)) {
            throw new RejectedException(Rejection.CARD_NUMBER);
        }
        JsonValue document = document(request.body().bytes());
        if (CardData.isIn(document)) {
            throw new RejectedException(Rejection.CARD_NUMBER);
        }
        if (!(document instanceof JsonValue.Obj body)) {
            throw new RejectedException(Rejection.BODY_NOT_AN_OBJECT);
        }
        return new PaymentRequest(id(body, keys), money(body));
    }

    private static JsonValue document(byte[] body) {
        try {
            return JsonReader.read(body);
        } catch (InvalidJsonException e) {
            throw new RejectedException(Rejection.INVALID_JSON);
        }
    }

    /** The body's id; without one the Idempotency-Key. The key is checked even when the body's id wins. */
    private static Optional<PaymentId> id(JsonValue.Obj body, List<String> keys) {
        Set<PaymentId> named = new LinkedHashSet<>();
        for (String field : ID_FIELDS) {
            JsonValue value = body.get(field);
            if (value != null) {
                named.add(id(value));
            }
        }
        Set<PaymentId> fromHeader = new LinkedHashSet<>();
        keys.forEach(key -> fromHeader.add(new PaymentId(key)));
        if (named.size() > 1 || fromHeader.size() > 1) {
            throw new RejectedException(Rejection.CONTRADICTING_IDS);
        }
        return named.stream().findFirst().or(() -> fromHeader.stream().findFirst());
    }

    private static PaymentId id(JsonValue value) {
        if (value instanceof JsonValue.Text text) {
            return new PaymentId(text.value());
        }
        throw new RejectedException(Rejection.INVALID_ID);
    }

    private static Money money(JsonValue.Obj body) {
        JsonValue amount = body.get("amount");
        if (amount == null) {
            throw new RejectedException(Rejection.MISSING_AMOUNT);
        }
        return Money.parse(token(amount), Currencies.of(currency(body.get("currency"))));
    }

    private static String token(JsonValue amount) {
        if (amount instanceof JsonValue.Num number) {
            return number.token();
        }
        if (amount instanceof JsonValue.Text text) {
            return text.value();
        }
        throw new RejectedException(Rejection.INVALID_AMOUNT);
    }

    private static String currency(@Nullable JsonValue value) {
        if (value == null) {
            return DEFAULT_CURRENCY;
        }
        if (value instanceof JsonValue.Text text) {
            return text.value();
        }
        throw new RejectedException(Rejection.UNKNOWN_CURRENCY);
    }
}
