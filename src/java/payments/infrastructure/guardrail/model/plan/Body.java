package payments.infrastructure.guardrail.model.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of one instance: what the plan knows, and for what it does not know the expression in the configuration. What is
 * unknown and stands in no configuration is made by AWS, and so is not an argument.
 */
final class Body {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode NONE = MissingNode.getInstance();

    private final String address;
    private final String key;
    private final List<String> repeats;
    private final boolean links;
    private int linked;

    /**
     * For an instance.
     *
     * @param key its key as expressions write it; empty without one
     * @param repeats what its {@code for_each} refers to
     * @param links whether a lone reference may stand for a value: not in a data source, of which the values are parts of texts
     */
    Body(String address, String key, List<String> repeats, boolean links) {
        this.address = address;
        this.key = key;
        this.repeats = repeats;
        this.links = links;
    }

    /** How many unknown values were taken for the one thing that they refer to. */
    int linked() {
        return linked;
    }

    /**
     * Puts the body together.
     *
     * @param values what is known
     * @param unknown what is not, by the same names: {@code true}, or the parts that are unknown
     * @param written the expressions of the configuration; missing where there is none, as for a state
     */
    ObjectNode of(JsonNode values, JsonNode unknown, JsonNode written) {
        return object("", values, unknown, written);
    }

    private ObjectNode object(String path, JsonNode values, JsonNode unknown, JsonNode written) {
        ObjectNode body = NODES.objectNode();
        Set<String> names = new LinkedHashSet<>();
        values.fieldNames().forEachRemaining(names::add);
        unknown.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String place = path.isEmpty() ? name : path + "." + name;
            JsonNode expression = Written.isExpression(written) ? inside(written, name) : written.path(name);
            JsonNode open = unknown.path(name);
            boolean configured = !expression.isMissingNode();
            JsonNode value;
            if (isTrue(open)) {
                // Of a block that stands in no configuration, such as a dynamic one, nothing says what is configured.
                boolean computed = !configured && (written.isObject() || path.isEmpty());
                value = computed ? NONE : open(place, expression);
            } else {
                value = known(place, values.path(name), open, expression);
            }
            // What nobody has written and holds nothing, the provider has put there.
            boolean empty = !configured
                    && (value.isContainerNode()
                            ? value.isEmpty()
                            : value.asText().isEmpty());
            if (!value.isMissingNode() && !value.isNull() && !empty) {
                body.set(name, value);
            }
        }
        return body;
    }

    /** What an expression that makes a whole map or block says about one of its members. */
    private static JsonNode inside(JsonNode expression, String name) {
        JsonNode text = Written.text(expression);
        ObjectNode member = NODES.objectNode();
        if (text.isObject() && text.has(name)) {
            member.set("constant_value", text.get(name));
        }
        member.set("references", NODES.arrayNode());
        Written.references(expression).forEach(member.withArrayProperty("references")::add);
        // Which of them the member comes of is not known.
        member.withArrayProperty("references").add("terraform.workspace");
        return member;
    }

    private static boolean isTrue(JsonNode node) {
        return node.isBoolean() && node.booleanValue();
    }

    private JsonNode known(String place, JsonNode value, JsonNode unknown, JsonNode written) {
        if (value.isArray() || (unknown.isArray() && !unknown.isEmpty())) {
            return list(place, value, unknown, written);
        }
        if (value.isObject() || (unknown.isObject() && !unknown.isEmpty())) {
            JsonNode inner = written.isArray() && written.size() == 1 ? written.get(0) : written;
            return object(place, value, unknown, inner);
        }
        return value.isMissingNode() || value.isNull() ? NONE : Texts.literal(value);
    }

    private ArrayNode list(String place, JsonNode values, JsonNode unknown, JsonNode written) {
        ArrayNode list = NODES.arrayNode();
        int size = Math.max(values.size(), unknown.size());
        for (int at = 0; at < size; at++) {
            JsonNode value = values.path(at);
            JsonNode open = unknown.path(at);
            boolean plain = !isTrue(open) && !value.isContainerNode();
            JsonNode expression = written.isMissingNode() || plain ? NONE : Written.element(written, at, value, size);
            String inner = place + "." + at;
            JsonNode element = isTrue(open) ? open(inner, expression) : known(inner, value, open, expression);
            if (!element.isMissingNode()) {
                list.add(element);
            }
        }
        return list;
    }

    private JsonNode open(String place, JsonNode written) {
        if (!Written.isExpression(written)) {
            return Texts.unknown(address + "." + place, Written.allReferences(written));
        }
        JsonNode text = Written.text(written);
        if (!text.isMissingNode()) {
            return Written.isConstant(written) ? Texts.literal(text) : text;
        }
        List<String> references = Written.references(written);
        Optional<JsonNode> only =
                links ? OnlyReference.of(attribute(place), references, key, repeats) : Optional.empty();
        only.ifPresent(none -> linked++);
        return only.orElseGet(() -> Texts.unknown(address + "." + place, references));
    }

    /** The name of an attribute, without the numbers of elements. */
    private static String attribute(String place) {
        String named = place.replaceAll("(\\.[0-9]+)+$", "");
        return named.substring(named.lastIndexOf('.') + 1);
    }

    /** An expression that stands outside of a resource: an input of a module, an output, an argument of a provider. */
    JsonNode argument(String name, JsonNode written) {
        if (Written.isExpression(written)) {
            return Written.isConstant(written) ? literals(Written.text(written)) : open(name, written);
        }
        if (written.isArray()) {
            ArrayNode blocks = NODES.arrayNode();
            written.forEach(block -> blocks.add(argument(name, block)));
            return blocks;
        }
        ObjectNode block = NODES.objectNode();
        written.properties()
                .forEach(argument ->
                        block.set(argument.getKey(), argument(name + "." + argument.getKey(), argument.getValue())));
        return block;
    }

    /** A known value of any depth. */
    static JsonNode literals(JsonNode value) {
        if (value.isArray()) {
            ArrayNode list = NODES.arrayNode();
            value.forEach(element -> list.add(literals(element)));
            return list;
        }
        if (value.isObject()) {
            ObjectNode map = NODES.objectNode();
            value.properties().forEach(member -> map.set(member.getKey(), literals(member.getValue())));
            return map;
        }
        return Texts.literal(value);
    }
}
