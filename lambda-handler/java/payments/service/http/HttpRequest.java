package payments.service.http;

import java.util.List;
import java.util.Map;

/**
 * A request, whatever brought it here.
 *
 * @param method the method in capital letters
 * @param path the decoded segments of the path, without the stage
 * @param headers values by lower-case name
 * @param body the body's bytes; empty when there is none
 * @param multiValueHeaders whether the answer must list header values, as a load balancer may be set to expect
 */
public record HttpRequest(
        String method, List<String> path, Map<String, List<String>> headers, Body body, boolean multiValueHeaders) {

    /** Copies the collections. */
    public HttpRequest {
        path = List.copyOf(path);
        headers = Map.copyOf(headers);
    }

    /** The values of a header; the name in lower case. */
    public List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
