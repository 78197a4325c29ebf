package payments.infrastructure.guardrail.model.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the configuration in a plan says about a value. Of a file of JSON the plan has the expression itself; of a file of HCL only
 * what the expression refers to.
 */
final class Written {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String CONSTANT = "constant_value";
    private static final String REFERENCES = "references";

    private Written() {}

    /** Whether it is an expression; otherwise it is a block, or the blocks of a name. */
    static boolean isExpression(JsonNode written) {
        return written.isObject()
                && (written.has(CONSTANT) || written.has(REFERENCES))
                && written.size() <= 2
                && (written.size() == 1 || (written.has(CONSTANT) && written.has(REFERENCES)));
    }

    /** The expression as it is written; missing where only its references are known. */
    static JsonNode text(JsonNode expression) {
        return expression.path(CONSTANT);
    }

    /** Whether it refers to nothing, and so is what it says. */
    static boolean isConstant(JsonNode expression) {
        return expression.has(CONSTANT) && !expression.has(REFERENCES);
    }

    /** What it refers to: each thing once, as exactly as the plan says it. */
    static List<String> references(JsonNode expression) {
        Set<String> all = new LinkedHashSet<>();
        expression.path(REFERENCES).forEach(reference -> all.add(reference.asText()));
        List<String> exact = new ArrayList<>();
        for (String one : all) {
            // Terraform lists a.b.c, and then what it is a part of: a.b.
            boolean part = all.stream().anyMatch(other -> !other.equals(one) && isWithin(other, one));
            if (!part) {
                exact.add(one);
            }
        }
        return exact;
    }

    private static boolean isWithin(String inner, String outer) {
        return inner.startsWith(outer) && (inner.charAt(outer.length()) == '.' || inner.charAt(outer.length()) == '[');
    }

    /** Everything that any expression in it refers to. */
    static List<String> allReferences(JsonNode written) {
        Set<String> all = new LinkedHashSet<>();
        collect(written, all);
        return List.copyOf(all);
    }

    /** Whether nothing in it refers to anything. */
    static boolean allConstant(JsonNode written) {
        return allReferences(written).isEmpty();
    }

    private static void collect(JsonNode written, Set<String> all) {
        if (isExpression(written)) {
            all.addAll(references(written));
        } else {
            written.forEach(inner -> collect(inner, all));
        }
    }

    /** What is written about an element of a list. */
    static JsonNode element(JsonNode written, int index, JsonNode value, int size) {
        if (isExpression(written)) {
            JsonNode text = text(written);
            ObjectNode one = NODES.objectNode();
            if (text.isArray() && text.size() == size) {
                one.set(CONSTANT, text.get(index));
            } else if (text.isTextual() && size == 1) {
                one.set(CONSTANT, text);
            }
            one.set(REFERENCES, written.path(REFERENCES).deepCopy());
            return one;
        }
        if (written.isArray()) {
            // With dynamic blocks among them, which the plan does not list, nothing says which block is which.
            return written.size() != size
                    ? MissingNode.getInstance()
                    : size == 1 ? written.get(0) : likely(written, value);
        }
        return written;
    }

    /**
     * What is written about one block of several: Terraform sorts blocks that are a set. Where several may be meant, only that
     * counts which they have in common.
     */
    private static JsonNode likely(JsonNode blocks, JsonNode value) {
        List<JsonNode> likely = new ArrayList<>();
        blocks.forEach(block -> {
            if (agrees(block, value)) {
                likely.add(block);
            }
        });
        if (likely.size() <= 1) {
            return likely.isEmpty() ? MissingNode.getInstance() : likely.get(0);
        }
        Map<String, List<JsonNode>> byName = new LinkedHashMap<>();
        for (JsonNode block : likely) {
            block.properties().forEach(argument -> byName.computeIfAbsent(argument.getKey(), none -> new ArrayList<>())
                    .add(argument.getValue()));
        }
        ObjectNode common = NODES.objectNode();
        byName.forEach((name, all) ->
                common.set(name, all.size() == likely.size() && Set.copyOf(all).size() == 1 ? all.get(0) : open(all)));
        return common;
    }

    private static JsonNode open(List<JsonNode> all) {
        ObjectNode open = NODES.objectNode();
        ArrayNode references = open.putArray(REFERENCES);
        all.forEach(one -> allReferences(one).forEach(references::add));
        // Which one it is is not known: no single reference may stand for it.
        references.add("terraform.workspace");
        return open;
    }

    private static boolean agrees(JsonNode block, JsonNode value) {
        Map<String, JsonNode> constants = new HashMap<>();
        block.properties().stream()
                .filter(argument -> isExpression(argument.getValue()) && isConstant(argument.getValue()))
                .forEach(argument -> constants.put(argument.getKey(), text(argument.getValue())));
        return constants.entrySet().stream().allMatch(constant -> {
            JsonNode known = value.path(constant.getKey());
            return known.isMissingNode()
                    || known.isNull()
                    || known.isContainerNode()
                    || known.asText().equals(constant.getValue().asText());
        });
    }
}
