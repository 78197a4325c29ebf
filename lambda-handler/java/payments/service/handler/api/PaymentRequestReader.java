package payments.service.handler.api;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import payments.service.card.CardNumbers;
import payments.service.domain.Currencies;
import payments.service.domain.Currency;
import payments.service.domain.Detail;
import payments.service.domain.Money;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.RejectedException;
import payments.service.domain.Rejection;
import payments.service.http.HttpRequest;
import payments.service.idempotency.IdempotencyScope;
import payments.service.json.JsonValue;
import payments.service.payment.IdSource;
import payments.service.payment.PaymentCommand;

/**
 * Reads the order to make a payment in the words of a dialect. A field that we do not know is refused, since a misspelt one
 * would be lost in silence; but an older system ignored it, and its callers send what they always sent.
 */
final class PaymentRequestReader {
    private static final String KEY_HEADER = "idempotency-key";
    private static final String DEFAULT_CURRENCY = "USD";
    private static final Pattern CAPITAL_LETTERS_OR_DIGITS = Pattern.compile("[A-Z0-9]*");

    private final ApiDialect dialect;
    private final IdSource ids;
    private final Set<String> fields = new HashSet<>(Set.of("amount", "currency"));

    /** A system that read no such detail took the same payment for the same, whatever else stood beside it. */
    private final Set<Detail> compared = EnumSet.noneOf(Detail.class);

    PaymentRequestReader(ApiDialect dialect, IdSource ids) {
        this.dialect = dialect;
        this.ids = ids;
        dialect.requests().idField().ifPresent(fields::add);
        for (Detail detail : Detail.values()) {
            fields.add(detail.field());
            if (dialect.requests().insistsOn(detail)) {
                compared.add(detail);
            }
        }
    }

    /**
     * Reads and checks everything.
     *
     * @throws RejectedException for the first thing that is wrong; card data comes before all else
     */
    PaymentCommand read(HttpRequest request, String correlationId) {
        List<String> keys = request.header(KEY_HEADER);
        if (keys.stream().anyMatch(CardNumbers::areIn)) {
            throw new RejectedException(Rejection.CARD_NUMBER);
        }
        JsonValue.Obj body = body(request);
        Optional<PaymentId> id = id(body);
        String key = key(keys, id);
        return new PaymentCommand(
                new IdempotencyScope(request.caller(), dialect.createRoute(), key),
                id,
                dialect.requests().idPrefix(),
                money(body),
                details(body),
                compared,
                correlationId);
    }

    private JsonValue.Obj body(HttpRequest request) {
        JsonValue.Obj body = JsonBody.of(request);
        if (dialect.isLenient()) {
            return body;
        }
        if (!fields.containsAll(body.fields().keySet())) {
            throw new RejectedException(Rejection.UNKNOWN_FIELD);
        }
        return body;
    }

    /** The field; null where it is absent, or null itself and the dialect overlooks that: many clients write what they lack. */
    private @Nullable JsonValue field(JsonValue.Obj body, String name) {
        JsonValue value = body.get(name);
        return value != null && value.isNull() && dialect.isLenient() ? null : value;
    }

    private Optional<PaymentId> id(JsonValue.Obj body) {
        Optional<JsonValue> value = dialect.requests().idField().map(name -> field(body, name));
        if (value.isEmpty() && dialect.requests().idRequired()) {
            throw new RejectedException(Rejection.MISSING_ID);
        }
        return value.map(PaymentRequestReader::id);
    }

    private static PaymentId id(JsonValue value) {
        String text = value.asText();
        if (text == null) {
            throw new RejectedException(Rejection.INVALID_ID);
        }
        return PaymentId.givenByClient(text);
    }

    /** The header; without one the payment's own id; without that, where the dialect allows it, a key that is never repeated. */
    private String key(List<String> keys, Optional<PaymentId> id) {
        if (Set.copyOf(keys).size() > 1) {
            throw new RejectedException(Rejection.CONTRADICTING_IDS);
        }
        if (!keys.isEmpty()) {
            return keys.get(0);
        }
        if (id.isEmpty() && dialect.requests().keyRequired()) {
            throw new RejectedException(Rejection.MISSING_KEY);
        }
        return id.orElseGet(ids::next).value();
    }

    private Money money(JsonValue.Obj body) {
        JsonValue amount = field(body, "amount");
        if (amount == null) {
            throw new RejectedException(Rejection.MISSING_AMOUNT);
        }
        return dialect.amounts().read(amount, currency(field(body, "currency")), dialect.isLenient());
    }

    private Currency currency(@Nullable JsonValue value) {
        if (value == null) {
            return Currencies.of(DEFAULT_CURRENCY);
        }
        String text = value.asText();
        if (text != null && dialect.isLenient()) {
            text = text.toUpperCase(Locale.ROOT);
        }
        if (text != null && CAPITAL_LETTERS_OR_DIGITS.matcher(text).matches()) {
            return Currencies.of(text);
        }
        throw new RejectedException(Rejection.INVALID_CURRENCY);
    }

    private PaymentDetails details(JsonValue.Obj body) {
        Map<Detail, String> details = new EnumMap<>(Detail.class);
        for (Detail detail : Detail.values()) {
            JsonValue value = field(body, detail.field());
            if (value != null) {
                detail(detail, value).ifPresent(text -> details.put(detail, text));
            }
        }
        return new PaymentDetails(details);
    }

    /** The text of a detail; empty where the dialect overlooks that it is none. */
    private Optional<String> detail(Detail detail, JsonValue value) {
        String text = value.asText();
        if (text == null && dialect.isLenient()) {
            text = value.asNumber();
        }
        if (text != null && text.isEmpty() && dialect.isLenient()) {
            return Optional.empty();
        }
        if (dialect.requests().insistsOn(detail)) {
            if (text == null) {
                throw new RejectedException(Rejection.INVALID_TEXT);
            }
            return Optional.of(text);
        }
        return Optional.ofNullable(text).filter(given -> PaymentDetails.allow(detail, given));
    }
}
