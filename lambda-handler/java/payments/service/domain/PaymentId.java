package payments.service.domain;

import java.util.regex.Pattern;
import payments.service.card.CardNumbers;

/**
 * The name of one payment, chosen by the client so that it can repeat a request safely. Never a card number:
 * ids are logged, indexed and shown, so the type itself refuses one.
 *
 * @param value 1 to 64 characters out of A-Z, a-z, 0-9, _ and -
 */
public record PaymentId(String value) {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Checks the characters and that no card number hides among them. */
    public PaymentId {
        if (CardNumbers.areIn(value)) {
            throw new RejectedException(Rejection.CARD_NUMBER);
        }
        if (!ALLOWED.matcher(value).matches()) {
            throw new RejectedException(Rejection.INVALID_ID);
        }
    }

    /** The id that always belongs to this name, a UUID of version 5. */
    public static PaymentId derivedFrom(String name) {
        return derivedFrom(name, "");
    }

    /** The same after a prefix. */
    public static PaymentId derivedFrom(String name, String prefix) {
        String id = Digests.uuidOf(name).toString();
        // One UUID of many millions has no letter and may read as a card number, which no id may.
        while (CardNumbers.areIn(prefix + id)) {
            id = Digests.uuidOf(id).toString();
        }
        return new PaymentId(prefix + id);
    }
}
