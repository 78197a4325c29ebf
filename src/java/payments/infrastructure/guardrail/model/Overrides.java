package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an override file changes: an argument replaces an argument, the blocks of a name replace all blocks of that name, and only
 * {@code lifecycle}, {@code locals} and {@code required_providers} are put together entry by entry.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/files/override#merging-behavior">Terraform: merging behavior</a>
 */
final class Overrides {
    private static final String DYNAMIC = "dynamic";

    private Overrides() {}

    /**
     * Puts an override over a module, both in the form of {@link TerraformJson}.
     *
     * @throws UnreadableProgramException when there is nothing of that name to override, which Terraform refuses too
     */
    static void apply(ObjectNode module, ObjectNode override, String file) {
        override.properties().forEach(section -> {
            String kind = section.getKey();
            JsonNode written = section.getValue();
            switch (kind) {
                case "//" -> {}
                case "terraform" -> settings(module.withObjectProperty(kind), (ObjectNode) written);
                case "locals" -> module.withObjectProperty(kind).setAll((ObjectNode) written);
                case "provider" ->
                    written.properties().forEach(type -> type.getValue()
                            .forEach(body -> provider(
                                    module.withObjectProperty(kind).withArrayProperty(type.getKey()),
                                    (ObjectNode) body)));
                default -> {
                    if (written instanceof ArrayNode list) {
                        module.withArrayProperty(kind).addAll(list);
                    } else {
                        blocks(
                                module.path(kind),
                                written,
                                TerraformJson.LABELS.getOrDefault(kind, 1),
                                List.of(kind),
                                file);
                    }
                }
            }
        });
    }

    private static void blocks(JsonNode base, JsonNode override, int labels, List<String> path, String file) {
        override.properties().forEach(entry -> {
            List<String> here = new ArrayList<>(path);
            here.add(entry.getKey());
            JsonNode below = base.path(entry.getKey());
            if (!below.isObject()) {
                throw new UnreadableProgramException(
                        "%s: overrides %s, which no file declares; Terraform refuses this: declare it, or remove it here"
                                .formatted(file, String.join(".", here)));
            }
            if (labels > 1) {
                blocks(below, entry.getValue(), labels - 1, here, file);
            } else {
                body((ObjectNode) below, (ObjectNode) entry.getValue());
            }
        });
    }

    private static void provider(ArrayNode present, ObjectNode override) {
        for (JsonNode body : present) {
            if (body.path("alias").equals(override.path("alias"))) {
                body((ObjectNode) body, override);
                return;
            }
        }
        present.add(override);
    }

    /** Overrides one block. Nested blocks may be written out or be dynamic: either replaces both. */
    private static void body(ObjectNode base, ObjectNode override) {
        Set<String> dynamic = dynamics(override);
        override.properties().forEach(entry -> {
            if (!entry.getKey().equals(DYNAMIC)) {
                withoutDynamic(base, entry.getKey());
            }
        });
        dynamic.forEach(name -> {
            base.remove(name);
            withoutDynamic(base, name);
        });
        override.properties().forEach(entry -> {
            switch (entry.getKey()) {
                case DYNAMIC -> base.set(DYNAMIC, both(base.path(DYNAMIC), entry.getValue()));
                case "lifecycle" -> lifecycle(base, entry.getValue());
                default -> base.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static void lifecycle(ObjectNode base, JsonNode override) {
        ObjectNode whole = base.objectNode();
        for (JsonNode written : List.of(base.path("lifecycle"), override)) {
            for (JsonNode part : written.isArray() ? written : List.of(written)) {
                part.properties().forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
            }
        }
        base.set("lifecycle", whole);
    }

    private static void settings(ObjectNode base, ObjectNode override) {
        override.properties().forEach(entry -> {
            if (entry.getKey().equals("required_providers")) {
                base.withObjectProperty(entry.getKey()).setAll((ObjectNode) entry.getValue());
            } else {
                // Either place of the state replaces the other.
                if (entry.getKey().equals("backend")) {
                    base.remove("cloud");
                } else if (entry.getKey().equals("cloud")) {
                    base.remove("backend");
                }
                base.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static Set<String> dynamics(ObjectNode body) {
        Set<String> names = new java.util.TreeSet<>();
        JsonNode written = body.path(DYNAMIC);
        for (JsonNode part : written.isArray() ? written : List.of(written)) {
            part.fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    private static void withoutDynamic(ObjectNode body, String name) {
        JsonNode written = body.path(DYNAMIC);
        for (JsonNode part : written.isArray() ? written : List.of(written)) {
            if (part instanceof ObjectNode object) {
                object.remove(name);
            }
        }
    }

    private static JsonNode both(JsonNode first, JsonNode second) {
        ArrayNode whole = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
        for (JsonNode written : List.of(first, second)) {
            for (JsonNode part : written.isArray() ? written : List.of(written)) {
                if (part.isObject()) {
                    whole.add(part);
                }
            }
        }
        return whole;
    }
}
