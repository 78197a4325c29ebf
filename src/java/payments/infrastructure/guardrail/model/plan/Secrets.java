package payments.infrastructure.guardrail.model.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What Terraform marks as sensitive: {@code terraform plan} does not print it, and neither does a report.
 *
 * @param places the attributes by the address of their resource
 * @param texts the sensitive texts and numbers themselves, wherever else they may be met
 */
public record Secrets(Map<String, Set<String>> places, Set<String> texts) {
    /** Shorter ones are met everywhere, and say nothing. */
    private static final int SHORTEST = 3;

    /** Nothing yet. */
    static Secrets none() {
        return new Secrets(new HashMap<>(), new HashSet<>());
    }

    /** Takes down the sensitive attributes of a resource. */
    void add(String address, JsonNode values, JsonNode marks) {
        marks.properties().forEach(mark -> {
            if (isMarked(mark.getValue())) {
                places.computeIfAbsent(address, none -> new HashSet<>()).add(mark.getKey());
                marked(values.path(mark.getKey()), mark.getValue());
            }
        });
    }

    private static boolean isMarked(JsonNode mark) {
        if (mark.isValueNode()) {
            return mark.asBoolean();
        }
        for (JsonNode inner : mark) {
            if (isMarked(inner)) {
                return true;
            }
        }
        return false;
    }

    private void marked(JsonNode value, JsonNode mark) {
        if (mark.isBoolean()) {
            if (mark.asBoolean()) {
                add(value);
            }
        } else if (mark.isArray()) {
            for (int at = 0; at < mark.size(); at++) {
                marked(value.path(at), mark.get(at));
            }
        } else {
            mark.properties().forEach(inner -> marked(value.path(inner.getKey()), inner.getValue()));
        }
    }

    /** Takes down every text in a value, and in the JSON documents in it. */
    void add(JsonNode value) {
        if (value.isContainerNode()) {
            value.forEach(this::add);
        } else if (!value.isBoolean() && !value.isNull() && value.asText().length() >= SHORTEST) {
            texts.add(value.asText());
            Texts.document(value.asText()).forEach(this::add);
        }
    }
}
