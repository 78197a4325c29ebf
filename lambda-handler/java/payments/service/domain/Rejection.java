package payments.service.domain;

/**
 * Why a request is refused. All texts that a caller can read about his own mistake stand here; none repeats
 * what he sent, because that may be card data.
 */
public enum Rejection {
    INVALID_JSON("invalid-json", "The body is not one valid JSON document with unique keys."),
    INVALID_ENCODING("invalid-encoding", "The body is marked as base64 but cannot be decoded."),
    BODY_NOT_AN_OBJECT("body-not-an-object", "The body must be a JSON object."),
    MISSING_AMOUNT("missing-amount", "The field amount is missing."),
    INVALID_AMOUNT("invalid-amount", "The amount must be a decimal number greater than zero, such as \"12.34\"."),
    AMOUNT_TOO_PRECISE("amount-too-precise", "The amount has more fraction digits than its currency allows."),
    AMOUNT_TOO_LARGE("amount-too-large", "The amount may be at most 999999999999 minor units."),
    UNKNOWN_CURRENCY("unknown-currency", "The currency must be an active ISO 4217 code in capital letters."),
    INVALID_ID("invalid-id", "A payment id must be a string of 1 to 64 characters out of A-Z, a-z, 0-9, _ and -."),
    CONTRADICTING_IDS("contradicting-ids", "The request names two different payment ids; send one."),
    CARD_DATA("card-data", "The request contains card data. Remove it; this service neither needs nor keeps it.");

    private final String slug;
    private final String detail;

    Rejection(String slug, String detail) {
        this.slug = slug;
        this.detail = detail;
    }

    /** A stable name for programs, in kebab case. */
    public String slug() {
        return slug;
    }

    /** One sentence for people: what is allowed. */
    public String detail() {
        return detail;
    }
}
