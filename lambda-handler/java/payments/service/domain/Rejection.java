package payments.service.domain;

/**
 * Why a request is refused. All texts that a caller can read about a wrong request are here; none repeats
 * what was sent, because that may be card data.
 *
 * <p>400 is a mistake of form, 422 (RFC 9110) a request that reads well and cannot be done.
 */
public enum Rejection {
    INVALID_JSON(400, "invalid-json", "The body is not one valid JSON document in UTF-8 with unique keys."),
    INVALID_ENCODING(400, "invalid-encoding", "The body is marked as base64 but cannot be decoded."),
    BODY_NOT_AN_OBJECT(400, "body-not-an-object", "The body must be a JSON object."),
    UNKNOWN_FIELD(
            400, "unknown-field", "The body has a field that this service does not know. Names are in lower case."),
    MISSING_AMOUNT(400, "missing-amount", "The field amount is missing."),
    INVALID_AMOUNT(400, "invalid-amount", "The amount is not written as this API asks."),
    AMOUNT_NOT_POSITIVE(422, "amount-not-positive", "The amount must be greater than zero."),
    AMOUNT_TOO_PRECISE(400, "amount-too-precise", "The amount has more fraction digits than its currency allows."),
    AMOUNT_TOO_LARGE(422, "amount-too-large", "The amount may be at most 999999999999 minor units."),
    INVALID_CURRENCY(400, "invalid-currency", "The currency must be a text of capital letters."),
    UNKNOWN_CURRENCY(422, "unknown-currency", "The currency must be an active ISO 4217 code in capital letters."),
    INVALID_ID(400, "invalid-id", "A payment id must be a string of 1 to 64 characters out of A-Z, a-z, 0-9, _ and -."),
    MISSING_ID(400, "missing-id", "The field that names the payment is missing."),
    CONTRADICTING_IDS(400, "contradicting-ids", "The request names two different payments; name one."),
    MISSING_KEY(
            400,
            "missing-key",
            "Send the header Idempotency-Key (draft-ietf-httpapi-idempotency-key-header) or give the payment an id, so that"
                    + " a repeated request is not a second payment."),
    INVALID_KEY(400, "invalid-key", "An Idempotency-Key has 1 to 255 visible ASCII characters and no space."),
    INVALID_TEXT(400, "invalid-text", "A field that must be a text is none."),
    INVALID_TEXT_LENGTH(400, "invalid-text-length", "A text is empty or longer than its field allows."),
    INVALID_CHARACTER(400, "invalid-character", "A text has a character that cannot be kept or that hides another."),
    INVALID_HEADER(400, "invalid-header", "A header has a character that no header may have."),
    CARD_NUMBER(422, "pan-not-allowed", "The request contains a card number. Remove it; this service never keeps one."),
    CARD_SECURITY_DATA(
            400, "card-security-data", "The request has a field for card data. Remove it; never send it again."),
    AMOUNT_EXCEEDED(422, "amount-exceeded", "The amount is more than what is left of the payment."),
    CURRENCY_DIFFERS(422, "currency-differs", "The currency is not the payment's."),
    OPERATION_REUSED(422, "operation-reused", "The operation id belongs to another operation on this payment.");

    private final int status;
    private final String slug;
    private final String detail;

    Rejection(int status, String slug, String detail) {
        this.status = status;
        this.slug = slug;
        this.detail = detail;
    }

    /** The HTTP status code. */
    public int status() {
        return status;
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
