package payments.service.ledger;

import java.util.Locale;

/** What an account is. The database knows the same four, with the side that increases each and which may be negative. */
public enum AccountKind {
    /** Money that card issuers hold back for us. A debit increases it; one account for the platform as a whole. */
    AUTHORISED_FUNDS,

    /** What a caller may still capture. A credit increases it; never negative. */
    AUTHORISED_PAYMENTS,

    /** What the acquirer owes us for captured payments. A debit increases it; one account for the platform as a whole. */
    ACQUIRER_RECEIVABLE,

    /** What we owe a caller. A credit increases it; never negative. */
    MERCHANT_PAYABLE;

    /** The word in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the word back.
     *
     * @throws IllegalArgumentException when no kind has it
     */
    public static AccountKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
