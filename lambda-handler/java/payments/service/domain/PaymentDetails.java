package payments.service.domain;

import java.text.Normalizer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.service.card.CardNumbers;

/**
 * The details of a payment, stored as they were sent, to the byte.
 *
 * @param values the details that were given
 */
public record PaymentDetails(Map<Detail, String> values) {
    /** No details. */
    public static final PaymentDetails NONE = new PaymentDetails(Map.of());

    /** Below it every character is its own normal form, and the tables of all others need not be loaded. */
    private static final int BEYOND_ASCII = 0x80;

    /** Checks every text: length, characters, and that no card number hides in it. */
    public PaymentDetails {
        Map<Detail, String> copy = new EnumMap<>(Detail.class);
        copy.putAll(values);
        copy.forEach(PaymentDetails::check);
        values = Collections.unmodifiableMap(copy);
    }

    /** The detail, when it was given. */
    public Optional<String> get(Detail detail) {
        return Optional.ofNullable(values.get(detail));
    }

    /** Those of these kinds. */
    public PaymentDetails only(Set<Detail> kinds) {
        Map<Detail, String> some = new EnumMap<>(Detail.class);
        values.forEach((detail, text) -> {
            if (kinds.contains(detail)) {
                some.put(detail, text);
            }
        });
        return new PaymentDetails(some);
    }

    /** Whether a detail may have this text. */
    public static boolean allow(Detail detail, String text) {
        try {
            check(detail, text);
            return true;
        } catch (RejectedException e) {
            return false;
        }
    }

    private static void check(Detail detail, String text) {
        if (CardNumbers.areIn(text)) {
            throw new RejectedException(Rejection.CARD_NUMBER);
        }
        if (text.isEmpty() || text.codePointCount(0, text.length()) > detail.maxCodePoints()) {
            throw new RejectedException(Rejection.INVALID_TEXT_LENGTH);
        }
        if (!Texts.areSafe(text)) {
            throw new RejectedException(Rejection.INVALID_CHARACTER);
        }
    }

    /** The text by which two spellings of the same characters compare equal. */
    static String comparable(String text) {
        if (text.chars().allMatch(c -> c < BEYOND_ASCII)) {
            return text;
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
