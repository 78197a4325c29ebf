package payments.service.ledger;

import java.util.Locale;

/** Why an entry was posted. */
public enum EntryType {
    /** An amount was reserved. */
    AUTHORISATION,

    /** All or a part of what was reserved was taken. */
    CAPTURE,

    /** What was reserved was released. */
    RELEASE,

    /** All or a part of what was taken went back. */
    REFUND,

    /** An earlier entry is cancelled. */
    REVERSAL;

    /** The word in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the word back.
     *
     * @throws IllegalArgumentException when no type has it
     */
    public static EntryType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
