package payments.infrastructure.consistency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The live values of what a resource configures, in the shape of its configuration. */
final class LiveValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What Terraform reads itself and no provider reports. */
    private static final Set<String> META =
            Set.of("//", "provider", "depends_on", "lifecycle", "provisioner", "count", "for_each");

    /** Free mappings, in which an entry that is not configured was added by hand. */
    private static final Set<String> MAPPINGS = Set.of("tags", "variables", "parameters");

    private LiveValues() {}

    static JsonNode of(JsonNode configured, JsonNode live) {
        ObjectNode body = JSON.objectNode();
        configured.properties().forEach(argument -> {
            JsonNode value = argument.getValue();
            body.set(
                    argument.getKey(),
                    META.contains(argument.getKey())
                            ? value
                            : merged(argument.getKey(), value, live.path(argument.getKey())));
        });
        return body;
    }

    private static JsonNode merged(String name, JsonNode configured, JsonNode live) {
        if (configured.isObject()) {
            // A single block is a list of one to the provider.
            JsonNode inside = live.isArray() && live.size() == 1 ? live.get(0) : live;
            return object(name, configured, inside);
        }
        if (configured.isArray()) {
            return list(name, configured, live);
        }
        if (Template.is(configured.asText())) {
            return LiveText.of(configured, live);
        }
        return live.isValueNode() && !live.isNull() ? JSON.textNode(live.asText()) : JSON.textNode("(none)");
    }

    private static JsonNode object(String name, JsonNode configured, JsonNode live) {
        ObjectNode body = JSON.objectNode();
        configured
                .properties()
                .forEach(argument -> body.set(
                        argument.getKey(),
                        merged(argument.getKey(), argument.getValue(), live.path(argument.getKey()))));
        if (MAPPINGS.contains(name)) {
            live.properties().stream()
                    .filter(entry -> !configured.has(entry.getKey()))
                    .forEach(entry -> body.set(entry.getKey(), entry.getValue()));
        }
        return body;
    }

    /** Sets come in any order: each configured block gets the live one that is most like it, and what is left was added. */
    private static JsonNode list(String name, JsonNode configured, JsonNode live) {
        ArrayNode values = JSON.arrayNode();
        List<JsonNode> left = new ArrayList<>();
        live.forEach(left::add);
        for (JsonNode wanted : configured) {
            JsonNode nearest = left.stream()
                    .max(Comparator.comparingInt(candidate -> likeness(wanted, candidate)))
                    .orElseGet(() -> JSON.missingNode());
            left.remove(nearest);
            values.add(merged(name, wanted, nearest));
        }
        left.forEach(added -> values.add(added.isValueNode() ? added : JSON.textNode("added: " + added)));
        return values;
    }

    private static int likeness(JsonNode wanted, JsonNode candidate) {
        if (wanted.isObject()) {
            return wanted.properties().stream()
                    .mapToInt(argument -> likeness(argument.getValue(), candidate.path(argument.getKey())))
                    .sum();
        }
        return wanted.isValueNode() && wanted.asText().equals(candidate.asText()) ? 1 : 0;
    }
}
