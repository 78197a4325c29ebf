package payments.service.http;

import java.util.List;
import java.util.Optional;

/**
 * Answers to browsers that ask from another origin (Fetch standard, "CORS protocol"). Every answer of a configured API has
 * the header, errors too: a page could not read why it was refused otherwise.
 *
 * @param origin the one origin that may ask, for example {@code https://app.example.com}
 * @param allowedHeaders names of headers that a page may send, separated by commas
 */
public record CrossOrigin(String origin, String allowedHeaders) {
    private static final String DEFAULT_HEADERS =
            "Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,Idempotency-Key";
    private static final String SECONDS_A_DAY = "86400";

    /** Allows the origin the headers that our APIs use. */
    public CrossOrigin(String origin) {
        this(origin, DEFAULT_HEADERS);
    }

    /** The answer with the header, unless the request says that it comes from another origin. */
    public HttpResponse on(HttpResponse response, HttpRequest request) {
        HttpResponse varying = response.with("Vary", "Origin");
        return isForeign(request) ? varying : varying.with("Access-Control-Allow-Origin", origin);
    }

    /** The answer to a preflight request, which carries no credentials; another origin learns nothing. */
    public HttpResponse preflight(HttpRequest request, String methods) {
        HttpResponse response = HttpResponse.empty(204);
        return isForeign(request)
                ? response
                : response.with("Access-Control-Allow-Methods", methods)
                        .with("Access-Control-Allow-Headers", allowedHeaders)
                        .with("Access-Control-Max-Age", SECONDS_A_DAY);
    }

    private boolean isForeign(HttpRequest request) {
        List<String> origins = request.header("origin");
        Optional<String> other =
                origins.stream().filter(asking -> !asking.equals(origin)).findFirst();
        return other.isPresent();
    }
}
