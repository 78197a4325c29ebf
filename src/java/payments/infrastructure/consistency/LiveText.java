package payments.infrastructure.consistency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live value of a text that the program writes with expressions, such as a policy with account numbers in it. Where it can
 * have come of the program's text, it is written as that, since what an expression became differs in every environment; where
 * it cannot, it was changed. Of a document, part by part.
 */
final class LiveText {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LiveText() {}

    static JsonNode of(JsonNode configured, JsonNode live) {
        if (!live.isValueNode() || live.isNull() || fits(configured, live)) {
            // A list that is computed as a whole, or a value that AWS takes and never shows.
            return configured;
        }
        JsonNode wanted = document(configured.asText());
        JsonNode is = document(live.asText());
        if (!wanted.isObject() || !is.isObject()) {
            return JSON.textNode(live.asText());
        }
        JsonNode parts = part(wanted, is);
        return parts.equals(wanted) ? configured : JSON.textNode(parts.toString());
    }

    /** The document that a text is; missing where it is none. */
    static JsonNode document(String text) {
        if (!text.startsWith("{")) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            // No document: compared as the text that it is.
            return MissingNode.getInstance();
        }
    }

    private static boolean fits(JsonNode configured, JsonNode live) {
        return new Template(configured.asText()).fits(live.asText());
    }

    private static JsonNode part(JsonNode wanted, JsonNode live) {
        if (wanted.isObject() && live.isObject()) {
            return object(wanted, live);
        }
        if (wanted.isArray() || live.isArray()) {
            // AWS writes a list of one as its only element.
            JsonNode list = list(listed(wanted), listed(live));
            return wanted.isArray() || list.size() != 1 ? list : list.get(0);
        }
        return wanted.isValueNode() && live.isValueNode() && fits(wanted, live) ? wanted : live;
    }

    private static JsonNode object(JsonNode wanted, JsonNode live) {
        ObjectNode object = JSON.objectNode();
        wanted.properties().stream()
                .filter(property -> live.has(property.getKey()))
                .forEach(property ->
                        object.set(property.getKey(), part(property.getValue(), live.path(property.getKey()))));
        live.properties().stream()
                .filter(property -> !wanted.has(property.getKey()))
                .forEach(property -> object.set(property.getKey(), property.getValue()));
        return object;
    }

    /** Lists of a policy have no order: what fits is found first, what is left is a change or was added. */
    private static ArrayNode list(List<JsonNode> wanted, List<JsonNode> live) {
        List<JsonNode> left = new ArrayList<>(live);
        List<@Nullable JsonNode> found = new ArrayList<>();
        for (JsonNode element : wanted) {
            JsonNode same = left.stream()
                    .filter(candidate -> part(element, candidate).equals(element))
                    .findFirst()
                    .orElse(null);
            left.remove(same);
            found.add(same == null ? null : element);
        }
        ArrayNode list = JSON.arrayNode();
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode element = found.get(i);
            if (element != null) {
                list.add(element);
            } else if (!left.isEmpty()) {
                list.add(part(wanted.get(i), left.remove(0)));
            }
        }
        left.forEach(list::add);
        return list;
    }

    private static List<JsonNode> listed(JsonNode node) {
        List<JsonNode> elements = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(elements::add);
        } else {
            elements.add(node);
        }
        return elements;
    }
}
