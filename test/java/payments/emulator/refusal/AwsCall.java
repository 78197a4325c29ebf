package payments.emulator.refusal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request to AWS.
 *
 * @param service as the request is signed for it, such as {@code rds}
 * @param region as the request is signed for it; IAM's is {@code us-east-1}
 * @param method the HTTP method
 * @param path without the query
 * @param query the parameters behind the path
 * @param action of a service that names its actions in a header or in the form; empty for one that is called by paths
 * @param form the parameters of a service that is called with a form
 * @param body as it was sent
 */
public record AwsCall(
        String service,
        String region,
        String method,
        String path,
        Map<String, String> query,
        String action,
        Map<String, String> form,
        String body) {
    /** A request that brings a function's code has tens of megabytes in one text. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(200_000_000).build())
            .build());

    public AwsCall {
        query = Map.copyOf(query);
        form = Map.copyOf(form);
    }

    /**
     * Reads a request.
     *
     * @param authorization the header, whose scope names region and service; one without a signature belongs to none
     * @param target the header {@code X-Amz-Target}, empty where there is none
     */
    public static AwsCall of(String method, URI asked, String authorization, String target, String body) {
        String[] scope = authorization.split("/", -1);
        boolean isForm = body.startsWith("Action=");
        Map<String, String> form = isForm ? pairs(body) : Map.of();
        return new AwsCall(
                scope.length > 3 ? scope[3] : "",
                scope.length > 2 ? scope[2] : "",
                method,
                asked.getRawPath(),
                pairs(asked.getRawQuery() == null ? "" : asked.getRawQuery()),
                target.isEmpty() ? form.getOrDefault("Action", "") : target.substring(target.lastIndexOf('.') + 1),
                form,
                body);
    }

    /** Whether it is an action of a service that names its actions. */
    boolean is(String ofService, String... actions) {
        return service.equals(ofService) && List.of(actions).contains(action);
    }

    /** A parameter of the form; empty where it is not there. */
    String parameter(String name) {
        return form.getOrDefault(name, "");
    }

    /** The items of a list in the form, such as those of {@code SourceIds.SourceId.1}. */
    List<String> parameters(String list) {
        return form.entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith(list + "."))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    /** The body as JSON; missing where it is none. */
    JsonNode json() {
        return json(body);
    }

    /** A text as JSON; missing where it is none. */
    static JsonNode json(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static Map<String, String> pairs(String encoded) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : encoded.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                pairs.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
            }
        }
        return pairs;
    }

    static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
