package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What was read of a stack, so that the rules, which ask the same again and again, have it read once: what a node says after
 * references were followed, and the JSON in a text. Nodes are never changed once a stack is read.
 */
final class Readings {
    private final Map<JsonNode, Value> values = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<String, JsonNode> documents = new ConcurrentHashMap<>();

    /** What a node says: this very node, since an equal one may stand in another place. */
    Value value(JsonNode node, Supplier<Value> read) {
        Value known = values.get(node);
        if (known == null) {
            known = read.get();
            values.put(node, known);
        }
        return known;
    }

    /** The JSON object or list in a text; missing when it holds none. */
    JsonNode document(String text) {
        return documents.computeIfAbsent(text, Resolver::parse);
    }
}
