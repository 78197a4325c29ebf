package payments.service.http;

import payments.service.domain.Rejection;

/**
 * What went wrong, in words for the caller. No text here is built from a request or an exception.
 *
 * @param status the HTTP status code
 * @param slug a stable name for programs
 * @param title the class of problem
 * @param detail what the caller can do
 */
public record Problem(int status, String slug, String title, String detail) {
    /** A payment can be read by its caller alone, and nobody says who this one is. */
    public static final Problem NO_IDENTITY = new Problem(
            403,
            "identity-required",
            "Forbidden",
            "Only callers with an identity can read or capture payments here. Ask through an entry that authenticates you.");

    /** An authorizer accepted a token or signature that names nobody, such as a JWT without the text {@code sub}. */
    public static final Problem UNNAMED_CALLER = new Problem(
            403,
            "caller-unnamed",
            "Forbidden",
            "Your credentials are valid but name nobody. Use a token whose claim sub is a text.");

    /** No such route. */
    public static final Problem UNKNOWN_PATH =
            new Problem(404, "unknown-path", "Not found", "This service has no such path.");

    /** No such payment. */
    public static final Problem UNKNOWN_PAYMENT =
            new Problem(404, "unknown-payment", "Not found", "No payment has this id.");

    /** A path that takes an empty object got something else; ignoring it would do something else than was asked for. */
    public static final Problem UNEXPECTED_BODY =
            new Problem(400, "unexpected-body", "Bad request", "Send {}. The whole amount of the payment is meant.");

    /** A known path with the wrong method. */
    public static final Problem WRONG_METHOD =
            new Problem(405, "method-not-allowed", "Method not allowed", "Use a method that the Allow header names.");

    /** The id is taken. */
    public static final Problem ID_IN_USE =
            new Problem(409, "id-in-use", "Conflict", "Another payment has this id. Use a new id for a new payment.");

    /** An earlier system stored it in a form that is none of a payment. */
    public static final Problem UNREADABLE_PAYMENT = new Problem(
            409,
            "unreadable-payment",
            "Conflict",
            "An earlier system stored something under this id that cannot be read as a payment. Nothing was changed.");

    /** The payment failed before any money moved. */
    public static final Problem PAYMENT_IS_OVER =
            new Problem(409, "payment-is-over", "Conflict", "The payment has failed and stays so. Make a new one.");

    /** The same order is being processed at this moment. */
    public static final Problem IN_PROGRESS = new Problem(
            409, "in-progress", "Conflict", "The same request is being processed. Repeat it, with the same key, soon.");

    /** The body exceeds {@link Body#MAX_BYTES}. */
    public static final Problem TOO_LARGE =
            new Problem(413, "body-too-large", "Content too large", "The body may be at most 16384 bytes.");

    /** The body is no JSON in UTF-8, by its own headers. */
    public static final Problem WRONG_MEDIA_TYPE = new Problem(
            415,
            "unsupported-media-type",
            "Unsupported media type",
            "Send Content-Type: application/json in UTF-8 and no Content-Encoding.");

    /** The key names another order. */
    public static final Problem KEY_REUSED = new Problem(
            422,
            "key-reused",
            "Unprocessable content",
            "The Idempotency-Key, or the payment's id, was used for another request. Use a new one for a new payment.");

    /** More headers than any client needs. */
    public static final Problem HEADERS_TOO_LARGE = new Problem(
            431, "headers-too-large", "Request header fields too large", "Send at most 100 headers and 16384 bytes.");

    /** Our mistake. */
    public static final Problem INTERNAL =
            new Problem(500, "internal-error", "Internal error", "The service failed. The failure has been logged.");

    /** Temporary. */
    public static final Problem UNAVAILABLE = new Problem(
            503, "unavailable", "Service unavailable", "Repeat the same request, with the same key, later.");

    /** This region does not take payments now. */
    public static final Problem NOT_THE_WRITER = new Problem(
            503,
            "not-the-writer",
            "Service unavailable",
            "Another region takes the payments now. Repeat the same request, with the same key, there or later.");

    /** The caller's mistake. */
    public static Problem of(Rejection rejection) {
        return of(rejection, rejection.status());
    }

    /** The caller's mistake with the status code that an API promises for it. */
    public static Problem of(Rejection rejection, int status) {
        String title = status == 422 ? "Unprocessable content" : "Bad request";
        return new Problem(status, rejection.slug(), title, rejection.detail());
    }

    /** The problem's name as a URI. */
    public String type() {
        return "urn:payments:problem:" + slug;
    }
}
