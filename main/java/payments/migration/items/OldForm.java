package payments.migration.items;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import payments.migration.MigrationException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the old systems wrote a payment, for the way back: what the new system took must be found by the old one. Items of the old
 * system go as they are; of the new system's items the payments go, and what only it needs (its audit, events, idempotency
 * keys) has no place there.
 *
 * <p>A payment that failed keeps that status, which the old systems did not know: their callers see it as it is.
 */
public enum OldForm {
    /** Amount as text in major units, one status: what systems A and B of main/docs/requirements.md wrote. */
    TEXT_AMOUNT("text-amount") {
        @Override
        AttributeValue amount(BigDecimal majorUnits) {
            return AttributeValue.fromS(majorUnits.toPlainString());
        }

        @Override
        String status(String ours) {
            // It took a payment in one step, so whatever it has is done.
            return ours.equals(FAILED) || ours.equals(REFUNDED) ? ours : "processed";
        }
    },

    /** Amount as a number in major units, and payments that wait: what system D wrote. */
    NUMBER_AMOUNT("number-amount") {
        @Override
        AttributeValue amount(BigDecimal majorUnits) {
            return AttributeValue.fromN(majorUnits.toPlainString());
        }

        @Override
        String status(String ours) {
            return switch (ours) {
                case "captured" -> "processed";
                case FAILED, REFUNDED -> ours;
                default -> "pending";
            };
        }
    };

    private static final String FAILED = "failed";
    private static final String REFUNDED = "refunded";
    private static final String KIND = "kind";

    /** Text that a caller sent, and that both systems call the same. */
    private static final List<String> DETAILS =
            List.of("currency", "region", "merchant_id", "customer_id", "payment_method", "reference", "description");

    private static final DateTimeFormatter WITHOUT_ZONE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String word;

    OldForm(String word) {
        this.word = word;
    }

    abstract AttributeValue amount(BigDecimal majorUnits);

    abstract String status(String ours);

    /**
     * The form for one table.
     *
     * @param key the attributes of the table's key, the partition key first; a second one is the time in seconds
     * @param more texts that each item of the old system has besides, such as {@code environment}
     */
    ItemForm forKey(List<String> key, Map<String, String> more) {
        return item -> {
            AttributeValue kind = item.get(KIND);
            if (kind == null) {
                return Optional.of(item);
            }
            return "payment".equals(kind.s()) ? Optional.of(payment(item, key, more)) : Optional.empty();
        };
    }

    private Map<String, AttributeValue> payment(
            Map<String, AttributeValue> item, List<String> key, Map<String, String> more) {
        String id = text(item, key.get(0));
        Instant createdAt = Instant.parse(text(item, "created_at"));
        BigDecimal minorUnits = new BigDecimal(number(item, "amount"));
        AttributeValue seconds = AttributeValue.fromN(Long.toString(createdAt.getEpochSecond()));
        Map<String, AttributeValue> old = new HashMap<>();
        more.forEach((name, value) -> old.put(name, AttributeValue.fromS(value)));
        DETAILS.stream().filter(item::containsKey).forEach(name -> old.put(name, item.get(name)));
        old.put(key.get(0), AttributeValue.fromS(id));
        old.put("timestamp", seconds);
        key.stream().skip(1).forEach(sortKey -> old.put(sortKey, seconds));
        old.put("created_at", AttributeValue.fromS(WITHOUT_ZONE.format(createdAt)));
        old.put("amount", amount(minorUnits.movePointLeft(CurrencyExponents.of(text(item, "currency")))));
        old.put("status", AttributeValue.fromS(status(text(item, "status"))));
        return old;
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElseThrow(() -> missing(name));
    }

    private static String number(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::n).orElseThrow(() -> missing(name));
    }

    private static MigrationException missing(String name) {
        return new MigrationException(
                "an item with kind 'payment' is none of this platform",
                "it has no '%s', or one of another type".formatted(name),
                "--from to a table that this platform writes");
    }

    /** The word of the option. */
    @Override
    public String toString() {
        return word;
    }
}
