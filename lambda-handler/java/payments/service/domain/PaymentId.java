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
    private static final String OWN = "own-";
    private static final Pattern RESERVED = Pattern.compile(OWN + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Checks the characters and that no card number hides among them. */
    public PaymentId {
        if (CardNumbers.areIn(value)) {
            throw new RejectedException(Rejection.CARD_NUMBER);
        }
        if (!ALLOWED.matcher(value).matches()) {
            throw new RejectedException(Rejection.INVALID_ID);
        }
    }

    /**
     * The id that a client gives a payment.
     *
     * @throws RejectedException when it is none, or of the form that {@link #of} makes: else one caller could take the id
     *     that another caller's payment will get
     */
    public static PaymentId givenByClient(String text) {
        PaymentId id = new PaymentId(text);
        if (RESERVED.matcher(text).matches()) {
            throw new RejectedException(Rejection.INVALID_ID);
        }
        return id;
    }

    /** The id under which a caller's payment is stored where another caller's payment has this id already. */
    public PaymentId of(String caller) {
        return derivedFrom(caller.length() + ":" + caller + "|" + value, OWN);
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
