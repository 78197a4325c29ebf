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
    /** No such route. */
    public static final Problem UNKNOWN_PATH = new Problem(
            404, "unknown-path", "Not found", "There is POST /payments, GET /payments/{id} and GET /health.");

    /** No such payment. */
    public static final Problem UNKNOWN_PAYMENT =
            new Problem(404, "unknown-payment", "Not found", "No payment has this id.");

    /** A known path with the wrong method. */
    public static final Problem WRONG_METHOD =
            new Problem(405, "method-not-allowed", "Method not allowed", "Use a method that the Allow header names.");

    /** The id is taken. */
    public static final Problem CONFLICT =
            new Problem(409, "id-in-use", "Conflict", "Another payment has this id. Use a new id for a new payment.");

    /** The body exceeds {@link Body#MAX_BYTES}. */
    public static final Problem TOO_LARGE =
            new Problem(413, "body-too-large", "Content too large", "The body may be at most 65536 bytes.");

    /** Our mistake. */
    public static final Problem INTERNAL =
            new Problem(500, "internal-error", "Internal error", "The service failed. The failure has been logged.");

    /** Temporary. */
    public static final Problem UNAVAILABLE = new Problem(
            503, "unavailable", "Service unavailable", "Repeat the same request, with the same payment id, later.");

    /** The caller's mistake. */
    public static Problem of(Rejection rejection) {
        return new Problem(rejection.status(), rejection.slug(), "Bad request", rejection.detail());
    }

    /** The problem's name as a URI. */
    public String type() {
        return "urn:payments:problem:" + slug;
    }
}
