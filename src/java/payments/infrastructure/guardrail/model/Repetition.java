package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How often {@code count} or {@code for_each} repeat a block, and what {@code count.index} or {@code each} are then. */
final class Repetition {
    private Repetition() {}

    /** The scope of each instance by its key; empty when nothing repeats the block, or when Terraform alone knows how often. */
    static Optional<Map<String, Scope>> of(JsonNode body, Scope scope) {
        if (body.has("count")) {
            return Resolver.value(scope, body.get("count")).number().flatMap(count -> counted(count, scope));
        }
        if (body.has("for_each")) {
            return entries(Resolver.value(scope, body.get("for_each")), true)
                    .filter(entries -> entries.size() <= Declaration.MOST_INSTANCES)
                    .map(entries -> {
                        Map<String, Scope> scopes = new LinkedHashMap<>();
                        entries.forEach((key, value) -> scopes.put(key, scope.with("each", element(key, value))));
                        return scopes;
                    });
        }
        return Optional.empty();
    }

    /**
     * The scope of each instance that Terraform shows.
     *
     * @param body with {@code count} or {@code for_each}, as far as the plan has it
     * @param instances by key
     */
    static Map<String, Scope> shown(JsonNode body, JsonNode instances, Scope scope) {
        boolean counted = body.has("count");
        Map<String, Value> values = counted
                ? Map.of()
                : entries(Resolver.value(scope, body.path("for_each")), true).orElse(Map.of());
        Map<String, Scope> scopes = new LinkedHashMap<>();
        instances.fieldNames().forEachRemaining(key -> {
            Value value = values.get(key);
            scopes.put(
                    key,
                    counted
                            ? scope.with("count", Value.map(Map.of("index", Value.of(TextNode.valueOf(key)))))
                            : scope.with(
                                    "each", element(key, value == null ? Value.unread(scope, "each.value") : value)));
        });
        return scopes;
    }

    private static Optional<Map<String, Scope>> counted(BigDecimal count, Scope scope) {
        if (count.signum() < 0 || count.compareTo(BigDecimal.valueOf(Declaration.MOST_INSTANCES)) > 0) {
            return Optional.empty();
        }
        Map<String, Scope> scopes = new LinkedHashMap<>();
        for (int index = 0; index < count.intValue(); index++) {
            scopes.put(
                    String.valueOf(index),
                    scope.with("count", Value.map(Map.of("index", Value.of(IntNode.valueOf(index))))));
        }
        return Optional.of(scopes);
    }

    /** What an iterator is for one element: its key and its value. */
    static Value element(String key, Value value) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("key", Value.of(TextNode.valueOf(key)));
        members.put("value", value);
        return Value.map(members);
    }

    /**
     * The elements of a collection by key.
     *
     * @param set whether a list stands for a set, whose elements are their own keys
     * @return empty when it is not known how many there are
     */
    static Optional<Map<String, Value>> entries(Value collection, boolean set) {
        if (collection.json().isObject()) {
            // Terraform goes through the names of a map in their order.
            return Optional.of(new TreeMap<>(collection.members()));
        }
        if (!collection.json().isArray()) {
            return Optional.empty();
        }
        Map<String, Value> entries = new LinkedHashMap<>();
        int index = 0;
        for (Value element : collection.elements()) {
            boolean named = set && element.isKnown() && element.json().isValueNode();
            entries.put(named ? element.text() : String.valueOf(index), element);
            index++;
        }
        return Optional.of(entries);
    }
}
