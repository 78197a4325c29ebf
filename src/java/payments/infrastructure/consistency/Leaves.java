package payments.infrastructure.consistency;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;

/** Every single value of a resource, by its path; with the environment's own words replaced, and as it is written. */
final class Leaves {
    private static final int LONGEST_SHOWN = 80;

    private final Map<String, String> raw = new TreeMap<>();
    private final Map<String, String> normalized = new TreeMap<>();

    /** The resources of a stack, and its other sections, by names that are the same in every environment. */
    static Map<String, Leaves> of(Stack stack, Normalizer normalizer) {
        Map<String, Leaves> all = new LinkedHashMap<>();
        for (Resource resource : stack.resources()) {
            Leaves leaves = new Leaves();
            resource.body().properties().stream()
                    .filter(property -> !property.getKey().equals("//"))
                    .forEach(property -> leaves.take(property.getKey(), property.getValue(), normalizer));
            all.put(normalizer.key(resource), leaves);
        }
        for (String section : List.of("provider", "terraform", "output", "locals", "variable")) {
            Leaves leaves = new Leaves();
            leaves.take("", stack.root().path(section), normalizer);
            all.put(section, leaves);
        }
        return all;
    }

    Set<String> paths() {
        return raw.keySet();
    }

    String raw(String path) {
        return raw.getOrDefault(path, "(absent)");
    }

    String normalized(String path) {
        return normalized.getOrDefault(path, "(absent)");
    }

    String shown(String path) {
        String value = raw(path);
        return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "...";
    }

    private void take(String path, JsonNode node, Normalizer normalizer) {
        if (node.isObject()) {
            node.properties()
                    .forEach(property ->
                            take(step(path, normalizer.text(property.getKey())), property.getValue(), normalizer));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                take(step(path, String.valueOf(i)), node.get(i), normalizer);
            }
        } else if (LiveText.document(node.asText()).isObject()) {
            // A policy, a state machine: one part of it may differ, and no other.
            take(path, LiveText.document(node.asText()), normalizer);
        } else if (!node.isMissingNode()) {
            raw.put(path, node.asText());
            normalized.put(path, normalizer.text(node.asText()));
        }
    }

    private static String step(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
