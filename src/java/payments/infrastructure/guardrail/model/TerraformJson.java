package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One form for all that Terraform JSON allows. Wherever blocks stand, Terraform takes an object, a list of objects, or null: for
 * the file, for all resources, for those of a type and of a name. Here each block has one body at one place:
 * {@code resource.TYPE.NAME}, {@code module.NAME}, {@code provider.NAME} as a list, {@code terraform} and {@code locals} as one.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions">Terraform: JSON
 *     configuration syntax</a>
 */
final class TerraformJson {
    /** The kinds of blocks, with how many labels each has. */
    static final Map<String, Integer> LABELS = new TreeMap<>(Map.ofEntries(
            Map.entry("action", 2),
            Map.entry("check", 1),
            Map.entry("data", 2),
            Map.entry("ephemeral", 2),
            Map.entry("import", 0),
            Map.entry("locals", 0),
            Map.entry("module", 1),
            Map.entry("moved", 0),
            Map.entry("output", 1),
            Map.entry("provider", 1),
            Map.entry("removed", 0),
            Map.entry("resource", 2),
            Map.entry("terraform", 0),
            Map.entry("variable", 1)));

    /** Kinds of which several blocks stand side by side, each on its own. */
    private static final Set<String> LISTS = Set.of("import", "moved", "removed");

    private static final String COMMENT = "//";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String file;
    private final ObjectNode form = NODES.objectNode();

    private TerraformJson(String file) {
        this.file = file;
    }

    /**
     * The blocks of a file in the one form.
     *
     * @param file what refusals name
     * @throws UnreadableProgramException when it is no Terraform JSON, or declares something twice
     */
    static ObjectNode of(String file, JsonNode read) {
        TerraformJson json = new TerraformJson(file);
        boolean objects = read.isObject() || (read.isArray() && !read.isEmpty());
        for (JsonNode part : read.isArray() ? read : List.of(read)) {
            objects &= part.isObject();
        }
        if (!objects) {
            throw new UnreadableProgramException(
                    file + ": holds no JSON object, so it is no Terraform; remove it or name another folder");
        }
        for (JsonNode part : read.isArray() ? read : List.of(read)) {
            part.properties().forEach(section -> json.section(section.getKey(), section.getValue()));
        }
        return json.form;
    }

    private void section(String kind, JsonNode written) {
        if (kind.equals(COMMENT)) {
            form.set(kind, written);
            return;
        }
        Integer labels = LABELS.get(kind);
        if (labels == null) {
            throw new UnreadableProgramException(file + ": \"" + kind + "\" is no block of Terraform (it knows "
                    + String.join(", ", LABELS.keySet()) + "); remove the file or name another folder");
        }
        labelled(kind, labels, written, new ArrayList<>(List.of(kind)));
    }

    private void labelled(String kind, int labels, JsonNode written, List<String> path) {
        for (JsonNode part : parts(written)) {
            if (!part.isObject()) {
                throw new UnreadableProgramException(
                        "%s: %s is no map of %s, nor a list of such maps; write it as {\"%s\": ...}, or synthesize again"
                                .formatted(
                                        file,
                                        String.join(".", path),
                                        labels == 0 ? "arguments" : "names to blocks",
                                        labels == 0 ? "argument" : "name"));
            }
            if (labels == 0) {
                block(kind, (ObjectNode) part, path);
            } else {
                part.properties().stream()
                        .filter(entry -> !entry.getKey().equals(COMMENT))
                        .forEach(entry -> {
                            path.add(entry.getKey());
                            labelled(kind, labels - 1, entry.getValue(), path);
                            path.remove(path.size() - 1);
                        });
            }
        }
    }

    private static Iterable<JsonNode> parts(JsonNode written) {
        return written.isNull() ? List.of() : written.isArray() ? written : List.of(written);
    }

    private void block(String kind, ObjectNode body, List<String> path) {
        if (LISTS.contains(kind)) {
            form.withArrayProperty(kind).add(body);
            return;
        }
        switch (kind) {
            case "provider" ->
                form.withObjectProperty(kind).withArrayProperty(path.get(1)).add(body);
            case "terraform" -> settings(form.withObjectProperty(kind), body);
            case "locals" -> add(form, kind, body);
            default -> {
                ObjectNode holder = form;
                for (String step : path.subList(0, path.size() - 1)) {
                    holder = holder.withObjectProperty(step);
                }
                once(holder, path.get(path.size() - 1), body, path);
            }
        }
    }

    /** All blocks {@code terraform} of a module are one: their arguments and inner blocks are put together. */
    private static void settings(ObjectNode into, ObjectNode from) {
        from.properties().forEach(setting -> {
            String name = setting.getKey();
            if (name.equals("required_providers") || name.equals("backend")) {
                ObjectNode whole = into.withObjectProperty(name);
                for (JsonNode part : parts(setting.getValue())) {
                    part.properties().forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
                }
            } else {
                into.set(name, setting.getValue());
            }
        });
    }

    private void add(ObjectNode into, String kind, ObjectNode from) {
        ObjectNode whole = into.withObjectProperty(kind);
        from.properties()
                .forEach(entry -> once(whole, entry.getKey(), entry.getValue(), List.of(kind, entry.getKey())));
    }

    private void once(ObjectNode holder, String name, JsonNode value, List<String> path) {
        if (!name.equals(COMMENT) && holder.has(name)) {
            throw twice(file, path);
        }
        holder.set(name, value);
    }

    /** As Terraform does: one module declares nothing twice, in one file or in several. */
    static UnreadableProgramException twice(String file, List<String> path) {
        return new UnreadableProgramException("%s: %s is declared a second time, which Terraform refuses; remove one"
                .formatted(file, String.join(".", path)));
    }

    /** The blocks of another file of the same folder come to those of the first ones. */
    static void join(ObjectNode into, ObjectNode from, String file) {
        from.properties().forEach(section -> {
            String kind = section.getKey();
            JsonNode added = section.getValue();
            if (kind.equals("terraform")) {
                settings(into.withObjectProperty(kind), (ObjectNode) added);
            } else if (added instanceof ArrayNode list) {
                into.withArrayProperty(kind).addAll(list);
            } else if (kind.equals(COMMENT)) {
                into.set(kind, added);
            } else {
                int labels = Math.max(1, LABELS.getOrDefault(kind, 1));
                join(into.withObjectProperty(kind), (ObjectNode) added, labels, new TerraformJson(file), List.of(kind));
            }
        });
    }

    private static void join(ObjectNode into, ObjectNode from, int labels, TerraformJson json, List<String> path) {
        from.properties().forEach(entry -> {
            List<String> here = new ArrayList<>(path);
            here.add(entry.getKey());
            if (path.get(0).equals("provider")) {
                into.withArrayProperty(entry.getKey()).addAll((ArrayNode) entry.getValue());
            } else if (labels > 1) {
                join(into.withObjectProperty(entry.getKey()), (ObjectNode) entry.getValue(), labels - 1, json, here);
            } else {
                json.once(into, entry.getKey(), entry.getValue(), here);
            }
        });
    }
}
