package payments.service.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status the HTTP status code
 * @param headers values by name
 * @param body the fields of the JSON body; without any the answer has none
 */
public record HttpResponse(int status, Map<String, String> headers, Map<String, Object> body) {
    /** The header that says of when an answer is, where the payment may have gone further since. */
    public static final String AS_OF = "Payment-As-Of";

    /** Copies the maps in their order. */
    public HttpResponse {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
    }

    /** A JSON answer. Never cached: a payment's state changes. */
    public static HttpResponse json(int status, Map<String, Object> body) {
        return new HttpResponse(status, headers("application/json"), body);
    }

    /** A problem report (RFC 9457). */
    public static HttpResponse problem(Problem problem) {
        return new HttpResponse(problem.status(), headers("application/problem+json"), members(problem));
    }

    /** A problem report whose members stand after those of an older system, whose clients expect plain JSON. */
    public static HttpResponse problemBeside(Map<String, Object> older, Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>(older);
        body.putAll(members(problem));
        return json(problem.status(), body);
    }

    /** An answer without a body. */
    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Map.of("Cache-Control", "no-store"), Map.of());
    }

    /** The same answer with one more header. */
    public HttpResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpResponse(status, more, body);
    }

    private static Map<String, Object> members(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", problem.type());
        members.put("title", problem.title());
        members.put("status", problem.status());
        members.put("detail", problem.detail());
        return members;
    }

    private static Map<String, String> headers(String contentType) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("Cache-Control", "no-store");
        return headers;
    }
}
