package payments.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Data protection policies of log groups, which the emulator does not know (moto 5.2.1: "action has not been
 * implemented"). Keeps what was asked for, so that create, read and delete of the provider really run.
 */
final class DataProtectionGap {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = "Logs_20140328.";

    private final Map<String, String> policies = new ConcurrentHashMap<>();

    /**
     * The answer to a request, or null where it is not about data protection.
     *
     * @param target service and action
     * @param region the region that the request is for: groups of two regions may have one name
     */
    @Nullable String answer(String target, String region, String body) {
        return switch (target) {
            case SERVICE + "PutDataProtectionPolicy" -> put(region, parse(body));
            case SERVICE + "GetDataProtectionPolicy" -> get(region, parse(body));
            case SERVICE + "DeleteDataProtectionPolicy" -> delete(region, parse(body));
            default -> null;
        };
    }

    /** The number of policies that stand in a region. */
    long in(String region) {
        return policies.keySet().stream()
                .filter(key -> key.startsWith(region + " "))
                .count();
    }

    private String put(String region, JsonNode request) {
        policies.put(key(region, request), request.path("policyDocument").asText());
        return get(region, request);
    }

    private String get(String region, JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        String policy = policies.get(key(region, request));
        if (policy != null) {
            answer.set("logGroupIdentifier", request.path("logGroupIdentifier"));
            answer.put("policyDocument", policy);
        }
        return answer.toString();
    }

    private String delete(String region, JsonNode request) {
        policies.remove(key(region, request));
        return "{}";
    }

    private static String key(String region, JsonNode request) {
        return region + " " + request.path("logGroupIdentifier").asText();
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + body, e);
        }
    }
}
