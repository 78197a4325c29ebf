package payments.service.http;

import java.util.List;
import java.util.Map;

/**
 * A request, whatever brought it here.
 *
 * @param method the method in capital letters
 * @param path the decoded segments of the path, without the stage; an empty segment is preserved, since {@code //a} is not
 *     {@code /a}
 * @param query the values of the query; no route takes any, but card data may hide there
 * @param headers values by lower-case name
 * @param body the body's bytes; empty when there is none
 * @param caller who asks, as the entry point authenticated the request
 * @param frontDoorRequestId the entry point's own name for the request; empty when it gave none
 * @param multiValueHeaders whether the answer must list header values, as a load balancer may be set to expect
 */
public record HttpRequest(
        String method,
        List<String> path,
        List<String> query,
        Map<String, List<String>> headers,
        Body body,
        String caller,
        String frontDoorRequestId,
        boolean multiValueHeaders) {

    /** Copies the collections. */
    public HttpRequest {
        path = List.copyOf(path);
        query = List.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** The values of a header; the name in lower case. */
    public List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
