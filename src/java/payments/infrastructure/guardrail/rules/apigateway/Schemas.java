package payments.infrastructure.guardrail.rules.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What a JSON Schema (draft 4, as API Gateway reads it) leaves open.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html">AWS: models</a>
 */
final class Schemas {
    /** By type: what bounds a value of it; one is enough. */
    private static final Map<String, List<String>> BOUNDS = Map.of(
            "string", List.of("maxLength", "pattern", "enum", "const"),
            "integer", List.of("maximum", "exclusiveMaximum", "enum", "const"),
            "number", List.of("maximum", "exclusiveMaximum", "enum", "const"),
            "array", List.of("maxItems"));

    private static final List<String> INNER = List.of("items", "not", "additionalItems");
    private static final List<String> NAMED = List.of("properties", "definitions", "patternProperties");
    private static final List<String> LISTED = List.of("allOf", "anyOf", "oneOf");
    private static final int DEEPEST = 30;

    private Schemas() {}

    /** The first place that takes anything, in words; empty when there is none. */
    static String gap(JsonNode schema) {
        return gap(schema, "the body", 0);
    }

    private static String gap(JsonNode schema, String where, int depth) {
        if (depth > DEEPEST) {
            return where + " is nested too deep";
        }
        String own = ownGap(schema, where);
        if (!own.isEmpty()) {
            return own;
        }
        for (String name : INNER) {
            if (schema.path(name).isObject()) {
                String found = gap(schema.path(name), where + "/" + name, depth + 1);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        for (String name : NAMED) {
            for (Map.Entry<String, JsonNode> property : schema.path(name).properties()) {
                String found = gap(property.getValue(), where + "/" + property.getKey(), depth + 1);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        for (String name : LISTED) {
            for (JsonNode choice : schema.path(name)) {
                String found = gap(choice, where, depth + 1);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static String ownGap(JsonNode schema, String where) {
        boolean described = schema.has("$ref") || LISTED.stream().anyMatch(schema::has) || schema.has("enum");
        String type = schema.path("type").asText(schema.has("properties") ? "object" : "");
        if (schema.path("type").isArray()) {
            type = schema.path("type").path(0).asText();
        }
        if (type.isEmpty() && !described) {
            return where + " may be of any type";
        }
        if (type.equals("object") && !isFalse(schema.path("additionalProperties"))) {
            return where + " takes other properties";
        }
        List<String> bounds = BOUNDS.getOrDefault(type, List.of());
        boolean bounded = bounds.isEmpty() || bounds.stream().anyMatch(schema::has);
        return bounded ? "" : where + " has no " + bounds.get(0);
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.booleanValue();
    }
}
