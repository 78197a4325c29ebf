package payments.infrastructure.guardrail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One insecure or broken edit of a program, as {@code test/resources/mutations/README.md} describes it.
 *
 * @param body the mutation as it is written
 */
record Mutation(JsonNode body) {
    private static final Pattern NAMED = Pattern.compile("<(\\w+) ([^>]+)>");
    private static final ObjectMapper JSON = new ObjectMapper();

    String name() {
        return rule() + ": " + body.path("name").asText();
    }

    String rule() {
        return body.path("finds").asText();
    }

    String stack() {
        return body.path("stack").asText("prod-us-east-1");
    }

    /** Whether it changes one resource, is found there, and names nothing that only its own stack has. */
    boolean isMovable() {
        return body.has("change")
                && !body.has("at")
                && !body.has("in")
                && !body.path("moves").asText().equals("no")
                && !NAMED.matcher(body.path("set").toString()).find();
    }

    /** The type of what it changes. */
    String type() {
        return text("change").split(" ", 2)[0];
    }

    /** Whether the resource that it changes has what it changes. */
    boolean fits(Map<String, JsonNode> stacks) {
        try {
            applied(stacks);
            return true;
        } catch (AssertionError missing) {
            return false;
        }
    }

    /** The program with the edit; the stacks given stay as they are. */
    Map<String, JsonNode> applied(Map<String, JsonNode> stacks) {
        Map<String, JsonNode> mutated = new LinkedHashMap<>(stacks);
        ObjectNode stack = root(stacks, stack()).deepCopy();
        mutated.put(stack(), stack);
        if (body.has("add")) {
            add(stack);
        } else if (body.has("backend")) {
            ((ObjectNode) stack.path("terraform")).replace("backend", body.path("backend"));
        } else if (body.has("delete")) {
            Entry<String, String> address = address(stack, text("delete"));
            ((ObjectNode) stack.path("resource").path(address.getKey())).remove(address.getValue());
        } else {
            Entry<String, String> address = address(stack, text("change"));
            ObjectNode resource =
                    (ObjectNode) stack.path("resource").path(address.getKey()).path(address.getValue());
            body.path("set").properties().forEach(edit -> edit(resource, edit.getKey(), Optional.of(edit.getValue())));
            body.path("remove").forEach(path -> edit(resource, path.asText(), Optional.empty()));
            JsonNode before = root(stacks, stack())
                    .path("resource")
                    .path(address.getKey())
                    .path(address.getValue());
            if (resource.equals(before)) {
                throw new AssertionError(name() + ": changes nothing");
            }
            expand(stack, resource);
        }
        return mutated;
    }

    /** The stack and the address that the finding must name. */
    String suspect(Map<String, JsonNode> stacks) {
        String in = body.path("in").asText(stack());
        String at = body.has("at")
                ? text("at")
                : body.has("add") ? firstAdded() : text(body.has("delete") ? "delete" : "change");
        if (!at.contains(" ")) {
            return in + "/" + at;
        }
        Entry<String, String> address = address(root(stacks, in), at);
        return in + "/" + address.getKey() + "." + address.getValue();
    }

    private String firstAdded() {
        Entry<String, JsonNode> type = body.path("add").properties().iterator().next();
        return type.getKey() + "." + type.getValue().fieldNames().next();
    }

    private void add(ObjectNode stack) {
        String provider = "aws."
                + stack.path("provider").path("aws").path(0).path("alias").asText();
        body.path("add")
                .properties()
                .forEach(type -> type.getValue().properties().forEach(added -> {
                    ObjectNode resource = added.getValue().deepCopy();
                    if (!resource.has("provider")) {
                        resource.put("provider", provider);
                    }
                    expand(stack, resource);
                    ObjectNode alike = ((ObjectNode) stack.path("resource")).withObjectProperty(type.getKey());
                    if (alike.replace(added.getKey(), resource) != null) {
                        throw new AssertionError(name() + ": there is a " + added.getKey() + " already");
                    }
                }));
    }

    private void edit(ObjectNode resource, String path, Optional<JsonNode> value) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            put(resource, path.replace("~1", "/"), value);
            return;
        }
        String first = path.substring(0, slash);
        JsonNode inner = resource.path(first.replace("~1", "/"));
        if (inner.isTextual()) {
            JsonNode document = read(inner.textValue());
            descend(document, path.substring(slash + 1), value);
            resource.put(first.replace("~1", "/"), document.toString());
        } else {
            descend(inner, path.substring(slash + 1), value);
        }
    }

    private void descend(JsonNode node, String path, Optional<JsonNode> value) {
        if (node instanceof ObjectNode object) {
            edit(object, path, value);
            return;
        }
        if (!(node instanceof ArrayNode list)) {
            throw new AssertionError("%s: %s leads to nothing".formatted(name(), path));
        }
        String first = path.split("/", 2)[0];
        if (first.equals("-")) {
            list.add(value.orElseThrow());
            return;
        }
        int index = index(list, first);
        if (!first.equals(path)) {
            descend(list.get(index), path.substring(first.length() + 1), value);
        } else if (value.isPresent()) {
            list.set(index, value.get());
        } else {
            list.remove(index);
        }
    }

    private int index(ArrayNode list, String element) {
        if (element.matches("\\d+")) {
            return Integer.parseInt(element);
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode one = list.get(i);
            if (element.equals(one.path("Sid").asText())
                    || element.equals(one.path("name").asText())) {
                return i;
            }
        }
        throw new AssertionError("%s: there is no %s in %s".formatted(name(), element, list));
    }

    private void put(ObjectNode object, String key, Optional<JsonNode> value) {
        if (value.isPresent()) {
            object.set(key, value.get());
        } else if (object.remove(key) == null) {
            throw new AssertionError("%s: there is no %s to remove".formatted(name(), key));
        }
    }

    /** Replaces the names in angle brackets by addresses, wherever they stand. */
    private void expand(JsonNode stack, ObjectNode resource) {
        String written = resource.toString();
        String expanded = NAMED.matcher(written).replaceAll(named -> {
            Entry<String, String> address = address(stack, named.group(1) + " " + named.group(2));
            return Matcher.quoteReplacement(address.getKey() + "." + address.getValue());
        });
        if (!expanded.equals(written)) {
            resource.removeAll();
            resource.setAll((ObjectNode) read(expanded));
        }
    }

    private Entry<String, String> address(JsonNode stack, String typeAndPath) {
        String[] parts = typeAndPath.split(" ", 2);
        return stack.path("resource").path(parts[0]).properties().stream()
                .filter(resource -> path(resource.getValue()).equals(parts[1]))
                .map(resource -> Map.entry(parts[0], resource.getKey()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name() + ": there is no " + typeAndPath));
    }

    /** The construct path without the stack. */
    static String path(JsonNode resource) {
        String path = resource.path("//").path("metadata").path("path").asText();
        return path.substring(path.indexOf('/') + 1).replaceFirst("/Resource$", "");
    }

    private ObjectNode root(Map<String, JsonNode> stacks, String stack) {
        if (stacks.get(stack) instanceof ObjectNode root) {
            return root;
        }
        throw new AssertionError("%s: there is no stack %s".formatted(name(), stack));
    }

    private String text(String key) {
        if (body.path(key) instanceof TextNode text) {
            return text.textValue();
        }
        throw new AssertionError("%s: %s is not given".formatted(name(), key));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }
}
