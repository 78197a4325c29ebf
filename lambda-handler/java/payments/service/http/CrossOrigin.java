package payments.service.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers to browsers that ask from another origin (Fetch standard, "CORS protocol"). Every answer of a configured API has
 * the header, errors too: a page could not read why it was refused otherwise.
 *
 * <p>Every origin may ask where it is {@code *}. Then no answer depends on the origin, and nothing is given away: a browser
 * shows no such answer to a page that had cookies or a client certificate sent along, and a signature, a token or a key is
 * sent by the page itself, which therefore has it.
 *
 * @param origin the one origin that may ask, for example {@code https://app.example.com}, or {@link #ANY}
 * @param allowedHeaders names of headers that a page may send, separated by commas
 * @param declared the methods that every answer lists, and with them the headers; empty where preflights alone do
 */
public record CrossOrigin(String origin, String allowedHeaders, Optional<String> declared) {
    /** Pages of every origin may ask. */
    public static final String ANY = "*";

    /** The headers that clients of our APIs send. */
    public static final String DEFAULT_HEADERS =
            "Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,Idempotency-Key";

    /** Headers of our answers that a page reads only where the answer exposes them (Fetch standard, "CORS-safelisted response-header name"). */
    private static final List<String> OWN_HEADERS =
            List.of(HttpResponse.AS_OF, "Idempotent-Replayed", "Payment-Stored-As", "Retry-After");

    private static final String METHODS = "Access-Control-Allow-Methods";
    private static final String HEADERS = "Access-Control-Allow-Headers";
    private static final String SECONDS_A_DAY = "86400";

    /** The answer with the header, unless the request says that it comes from another origin. */
    public HttpResponse on(HttpResponse response, HttpRequest request) {
        HttpResponse varying = origin.equals(ANY) ? response : response.with("Vary", "Origin");
        if (isForeign(request)) {
            return varying;
        }
        HttpResponse readable = exposed(varying.with("Access-Control-Allow-Origin", origin));
        if (declared.isEmpty() || readable.headers().containsKey(METHODS)) {
            return readable;
        }
        return readable.with(METHODS, declared.get()).with(HEADERS, allowedHeaders);
    }

    private static HttpResponse exposed(HttpResponse response) {
        String names =
                OWN_HEADERS.stream().filter(response.headers()::containsKey).collect(Collectors.joining(","));
        return names.isEmpty() ? response : response.with("Access-Control-Expose-Headers", names);
    }

    /** The answer to a preflight request, which carries no credentials; another origin learns nothing. */
    public HttpResponse preflight(HttpRequest request, String methods) {
        HttpResponse response = HttpResponse.empty(204);
        return isForeign(request)
                ? response
                : response.with(METHODS, methods)
                        .with(HEADERS, allowedHeaders)
                        .with("Access-Control-Max-Age", SECONDS_A_DAY);
    }

    private boolean isForeign(HttpRequest request) {
        if (origin.equals(ANY)) {
            return false;
        }
        List<String> origins = request.header("origin");
        Optional<String> other =
                origins.stream().filter(asking -> !asking.equals(origin)).findFirst();
        return other.isPresent();
    }
}
