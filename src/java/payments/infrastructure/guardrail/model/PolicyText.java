package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The plain reading of an IAM policy: its statements and what they name. Who may do what is for an evaluator. */
public final class PolicyText {
    private PolicyText() {}

    /** A policy as JSON, written as text or as an object; a missing node when it is not to be read. */
    public static JsonNode parse(Value policy) {
        if (policy.json().isObject()) {
            return policy.json();
        }
        JsonNode parsed = policy.json().isTextual() ? Resolver.parse(policy.text()) : MissingNode.getInstance();
        return parsed.isObject() ? parsed : MissingNode.getInstance();
    }

    /** Whether a text is one JSON object. */
    public static boolean isObject(String text) {
        return Resolver.parse(text).isObject();
    }

    /** The statements; one alone may stand without a list. */
    public static Stream<JsonNode> statements(JsonNode policy) {
        return elements(policy.path("Statement")).filter(JsonNode::isObject);
    }

    /** The texts of an element that is one text or a list of them. */
    public static Stream<String> texts(JsonNode element) {
        return elements(element).map(JsonNode::asText);
    }

    /** The condition keys of a statement, in small letters, since AWS ignores the case of keys. */
    public static Stream<String> conditionKeys(JsonNode statement) {
        List<String> keys = new ArrayList<>();
        statement.path("Condition").forEach(operator -> operator.fieldNames()
                .forEachRemaining(key -> keys.add(key.toLowerCase(Locale.ROOT))));
        return keys.stream();
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                : node.isMissingNode() || node.isNull() ? Stream.empty() : Stream.of(node);
    }
}
