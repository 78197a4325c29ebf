package payments.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which queues may send their dead letters to a queue: an attribute that the emulator does not know (moto 5.2.1 reports it
 * nobody, and forgets the queue's policy when it is set). The provider waits until it reads what it wrote. Keeps what was asked for, so that create, read and delete of the provider really run.
 */
final class RedriveAllowGap {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = "AmazonSQS.";
    private static final String ATTRIBUTE = "RedriveAllowPolicy";
    private static final String ATTRIBUTES = "Attributes";

    private final Map<String, String> policies = new ConcurrentHashMap<>();

    /**
     * The answer to a request, or null where it is not about this attribute alone.
     *
     * @param target service and action
     * @param region the region that the request is for: queues of two regions may have one name
     */
    @Nullable String answer(String target, String region, String body) {
        return switch (target) {
            case SERVICE + "SetQueueAttributes" -> set(region, parse(body));
            case SERVICE + "GetQueueAttributes" -> get(region, parse(body));
            default -> null;
        };
    }

    /** The policy of a queue that has this name; null where it has none. */
    @Nullable String of(String region, String queue) {
        return policies.get(region + " " + queue);
    }

    private @Nullable String set(String region, JsonNode request) {
        JsonNode policy = request.path(ATTRIBUTES).path(ATTRIBUTE);
        if (policy.isMissingNode()) {
            return null;
        }
        if (request.path(ATTRIBUTES).size() > 1) {
            throw new AssertionError("%s is set together with others: %s".formatted(ATTRIBUTE, request));
        }
        if (policy.asText().isEmpty()) {
            policies.remove(key(region, request));
        } else {
            policies.put(key(region, request), policy.asText());
        }
        return "{}";
    }

    private @Nullable String get(String region, JsonNode request) {
        JsonNode names = request.path("AttributeNames");
        if (names.size() != 1 || !names.path(0).asText().equals(ATTRIBUTE)) {
            return null;
        }
        ObjectNode answer = JSON.createObjectNode();
        String policy = policies.get(key(region, request));
        if (policy != null) {
            answer.putObject(ATTRIBUTES).put(ATTRIBUTE, policy);
        }
        return answer.toString();
    }

    /**
     * The emulator's answer to a request, with the policy where all attributes are asked for.
     *
     * @param target service and action
     */
    byte[] complete(String target, String region, String request, byte[] answer) throws IOException {
        if (!target.equals(SERVICE + "GetQueueAttributes") || !request.contains("\"All\"")) {
            return answer;
        }
        String policy = policies.get(key(region, parse(request)));
        if (policy == null || !(JSON.readTree(answer) instanceof ObjectNode whole)) {
            return answer;
        }
        whole.withObjectProperty(ATTRIBUTES).put(ATTRIBUTE, policy);
        return JSON.writeValueAsBytes(whole);
    }

    private static String key(String region, JsonNode request) {
        String url = request.path("QueueUrl").asText();
        return region + " " + url.substring(url.lastIndexOf('/') + 1);
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + body, e);
        }
    }
}
