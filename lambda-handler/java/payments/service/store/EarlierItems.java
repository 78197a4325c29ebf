package payments.service.store;

import static payments.service.store.Attributes.optional;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import payments.service.domain.Currencies;
import payments.service.domain.Currency;
import payments.service.domain.EarlierRecord;
import payments.service.domain.Fingerprint;
import payments.service.domain.Money;
import payments.service.domain.Origin;
import payments.service.domain.Payment;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Progress;
import payments.service.domain.RejectedException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Payments that the systems before this one wrote, read where they lie and as they are (requirement K7):
 *
 * <ul>
 *   <li>{@code amount} is in major units, a number or a text. More fraction digits than the currency has are rounded half up:
 *       they come from a client that calculated with floats. The item keeps them, and so does {@link EarlierRecord#amount}.
 *   <li>{@code currency} may be absent and is USD then, which is what those systems took. Small letters count as capitals.
 *   <li>{@code status} is {@code pending}, {@code processed} or {@code failed}; {@code processed} has the whole amount captured.
 *   <li>{@code timestamp}, or whatever the table calls it, is in seconds since 1970.
 * </ul>
 *
 * <p>None of them says who asked. A step that we take with such a payment sets our attributes and leaves these: the
 * system before could read the item still.
 */
final class EarlierItems {
    private static final String ENVIRONMENT = "environment";
    private static final String USUAL_TIMESTAMP = "timestamp";
    private static final String DEFAULT_CURRENCY = "USD";
    private static final String PROCESSED = "processed";
    private static final String PROCESSED_AT = "processed_at";

    /** A decimal as Python writes it; bounded, since an exponent is expanded. */
    private static final Pattern DECIMAL = Pattern.compile("\\+?[0-9]{1,38}(\\.[0-9]{0,38})?([eE][+-]?[0-9]{1,2})?");

    private final PaymentTable table;

    EarlierItems(PaymentTable table) {
        this.table = table;
    }

    /** Ours have a fingerprint since the first version, and a version of the record since the second. */
    static boolean isOne(Map<String, AttributeValue> item) {
        return !item.containsKey(Attributes.FINGERPRINT) && !item.containsKey(Attributes.RECORD_VERSION);
    }

    /**
     * Reads an item.
     *
     * @throws UnreadablePaymentException when it is no payment, or one that no payment of ours can be
     */
    Payment payment(Map<String, AttributeValue> item) {
        try {
            return parsed(item);
        } catch (UnreadablePaymentException e) {
            throw e;
        } catch (IllegalArgumentException | IllegalStateException | DateTimeException e) {
            // Without the cause: its message may quote the value.
            throw unreadable("its status is none that is known, or contradicts its amounts");
        }
    }

    private Payment parsed(Map<String, AttributeValue> item) {
        BigDecimal amount = amount(item);
        long timestamp = timestamp(item);
        Money money = money(amount, currency(item));
        PaymentId id = new PaymentId(Attributes.text(item, table.partitionKey()));
        Instant createdAt = Instant.ofEpochSecond(timestamp);
        return new Payment(
                id,
                new Origin(Origin.ANONYMOUS, "", text(item, Attributes.REGION).orElse("")),
                money,
                PaymentDetails.NONE,
                Fingerprint.of(Optional.of(id), money, PaymentDetails.NONE),
                false,
                createdAt,
                progress(item, money, createdAt),
                Optional.of(new EarlierRecord(
                        amount,
                        timestamp,
                        text(item, ENVIRONMENT),
                        text(item, Attributes.CREATED_AT),
                        text(item, PROCESSED_AT))));
    }

    /** Our own attributes are there once we took a step with it. */
    private static Progress progress(Map<String, AttributeValue> item, Money money, Instant createdAt) {
        String word = text(item, Attributes.STATUS).orElseThrow(() -> unreadable("it has no status"));
        boolean processed = word.equals(PROCESSED);
        return new Progress(
                processed ? PaymentStatus.CAPTURED : PaymentStatus.of(word),
                Attributes.number(item, Attributes.CAPTURED, processed ? money.minorUnits() : 0),
                Attributes.number(item, Attributes.REFUNDED, 0),
                Attributes.number(item, Attributes.VERSION, 1),
                text(item, Attributes.UPDATED_AT).map(Instant::parse).orElse(createdAt));
    }

    private static BigDecimal amount(Map<String, AttributeValue> item) {
        String digits = optional(item, Attributes.AMOUNT)
                .map(value -> value.n() == null ? value.s() : value.n())
                .map(String::strip)
                .orElse("");
        if (!DECIMAL.matcher(digits).matches()) {
            throw unreadable("its amount is no number above zero");
        }
        return new BigDecimal(digits);
    }

    private static Money money(BigDecimal amount, Currency currency) {
        try {
            return new Money(
                    amount.setScale(currency.exponent(), RoundingMode.HALF_UP)
                            .movePointRight(currency.exponent())
                            .longValueExact(),
                    currency);
        } catch (RejectedException | ArithmeticException e) {
            throw unreadable("its amount is less or more than a payment can have");
        }
    }

    private static Currency currency(Map<String, AttributeValue> item) {
        // Only what is absent is USD: a number or a list says another currency in a way that nobody reads.
        if (optional(item, Attributes.CURRENCY)
                .filter(value -> value.s() == null && !Boolean.TRUE.equals(value.nul()))
                .isPresent()) {
            throw unreadable("its currency is no text");
        }
        String code = text(item, Attributes.CURRENCY)
                .map(String::strip)
                .filter(given -> !given.isEmpty())
                .orElse(DEFAULT_CURRENCY);
        try {
            return Currencies.of(code.toUpperCase(Locale.ROOT));
        } catch (RejectedException e) {
            throw unreadable("its currency is no active one");
        }
    }

    private long timestamp(Map<String, AttributeValue> item) {
        String name = table.sortKey().or(table::timestamp).orElse(USUAL_TIMESTAMP);
        try {
            return new BigDecimal(optional(item, name).map(AttributeValue::n).orElse("")).longValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw unreadable("it has no time in whole seconds");
        }
    }

    private static Optional<String> text(Map<String, AttributeValue> item, String name) {
        return optional(item, name).map(AttributeValue::s);
    }

    private static UnreadablePaymentException unreadable(String reason) {
        return new UnreadablePaymentException(reason);
    }
}
