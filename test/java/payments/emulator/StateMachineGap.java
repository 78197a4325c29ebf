package payments.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the emulator does not know of state machines (moto 5.2.1), so that the provider's create, read and delete run.
 *
 * <ul>
 *   <li>The check of a definition and the list of a machine's versions ("action has not been implemented"; the provider asks
 *       again for minutes). The definition is called well: nothing is checked here, and the tests on the JSON walk it. The
 *       versions are none, which is true: we publish none.
 *   <li>Maps that hand over items in batches ({@code ItemBatcher} is refused as bad grammar). The emulator gets a machine
 *       that does nothing, and who asks for the definition gets the real one.
 * </ul>
 */
final class StateMachineGap {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = "AWSStepFunctions.";
    private static final String DEFINITION = "definition";
    private static final String STAND_IN = "{\"StartAt\":\"Nothing\",\"States\":{\"Nothing\":{\"Type\":\"Succeed\"}}}";

    private final Map<String, String> definitions = new ConcurrentHashMap<>();

    /**
     * The answer to a request, or null where the emulator must be asked.
     *
     * @param target service and action
     */
    static @Nullable String answer(String target) {
        return switch (target) {
            case SERVICE + "ValidateStateMachineDefinition" -> "{\"result\":\"OK\",\"diagnostics\":[]}";
            case SERVICE + "ListStateMachineVersions" -> "{\"stateMachineVersions\":[]}";
            default -> null;
        };
    }

    /**
     * A request as the emulator understands it.
     *
     * @param region the region that the request is for: machines of two regions may have one name
     */
    byte[] bridge(String target, String region, byte[] body) {
        if (!target.equals(SERVICE + "CreateStateMachine") && !target.equals(SERVICE + "UpdateStateMachine")) {
            return body;
        }
        ObjectNode request = parse(body);
        String definition = request.path(DEFINITION).asText();
        if (!definition.contains("\"ItemBatcher\"")) {
            return body;
        }
        definitions.put(key(region, request), definition);
        return request.put(DEFINITION, STAND_IN).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The emulator's answer, with the definition that was asked for. */
    byte[] complete(String target, String region, byte[] body, byte[] answer) {
        if (!target.equals(SERVICE + "DescribeStateMachine")) {
            return answer;
        }
        String definition = definitions.get(key(region, parse(body)));
        return definition == null
                ? answer
                : parse(answer).put(DEFINITION, definition).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String key(String region, JsonNode request) {
        String arn = request.path("stateMachineArn").asText();
        String name = arn.isEmpty() ? request.path("name").asText() : arn.substring(arn.lastIndexOf(':') + 1);
        return region + " " + name;
    }

    private static ObjectNode parse(byte[] body) {
        try {
            return (ObjectNode) JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + new String(body, StandardCharsets.UTF_8), e);
        } catch (IOException e) {
            throw new AssertionError("cannot be read", e);
        }
    }
}
