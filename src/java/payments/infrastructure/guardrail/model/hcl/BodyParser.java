package payments.infrastructure.guardrail.model.hcl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.guardrail.model.hcl.Expression.Literal;

/**
 * Reads the attributes and blocks of a file or of a block. A block of a name is an object, several are a list of objects, and
 * labels are keys around them, as in Terraform JSON.
 *
 * @see <a href="https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#structural-elements">HCL: structural elements</a>
 */
final class BodyParser {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Cursor cursor;
    private final ExpressionParser expressions;

    BodyParser(String source) {
        this.cursor = new Cursor(source);
        this.cursor.linesAreBlank(false);
        this.expressions = new ExpressionParser(cursor, true);
    }

    /**
     * A block of the file.
     *
     * @param at where it begins
     */
    record Block(String kind, List<String> labels, ObjectNode body, int at) {
        /** Its body with the labels as keys around it. */
        ObjectNode labelled() {
            ObjectNode whole = body;
            for (int label = labels.size() - 1; label >= 0; label--) {
                ObjectNode around = NODES.objectNode();
                around.set(labels.get(label), whole);
                whole = around;
            }
            return whole;
        }
    }

    /** All blocks of the file in order; an attribute outside of any is a fault. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        passMark();
        for (cursor.lines(); !cursor.isAtEnd(); cursor.lines()) {
            int start = cursor.at();
            String kind = cursor.name("a block such as resource");
            if (isAttribute()) {
                throw new SyntaxFault(
                        start, "the argument %s stands outside of any block; write it into one".formatted(kind));
            }
            blocks.add(block(kind, start, List.of()));
            lineEnds("the block");
        }
        return blocks;
    }

    /** All attributes of the file; a block is a fault. */
    Map<String, JsonNode> attributes() {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        passMark();
        for (cursor.lines(); !cursor.isAtEnd(); cursor.lines()) {
            int start = cursor.at();
            String name = cursor.name("the name of a variable");
            if (!isAttribute()) {
                throw cursor.expected("\"=\" after the name of a variable");
            }
            if (attributes.put(name, attribute(false)) != null) {
                throw twice(start, name);
            }
            lineEnds("the value");
        }
        return attributes;
    }

    private void passMark() {
        cursor.passes("\uFEFF");
    }

    private boolean isAttribute() {
        cursor.space();
        return cursor.peek() == '=' && cursor.peek(1) != '=';
    }

    private JsonNode attribute(boolean names) {
        cursor.expect("=", "after the name of an argument");
        Expression value = expressions.expression();
        return names ? JsonForm.names(value) : JsonForm.of(value);
    }

    private Block block(String kind, int start, List<String> around) {
        List<String> labels = new ArrayList<>();
        cursor.space();
        while (cursor.peek() == '"' || Cursor.isNameStart(cursor.peek())) {
            labels.add(label());
            cursor.space();
        }
        if (!cursor.passes("{")) {
            throw cursor.expected(
                    labels.isEmpty() ? "\"=\" or \"{\" after " + kind : "\"{\" after the labels of " + kind);
        }
        List<String> path = new ArrayList<>(around);
        path.add(kind);
        return new Block(kind, labels, cursor.deeper(() -> body(List.copyOf(path), start)), start);
    }

    private String label() {
        if (cursor.peek() != '"') {
            return cursor.name("a label");
        }
        int start = cursor.at();
        cursor.next();
        if (TemplateParser.quoted(expressions) instanceof Literal label) {
            return label.value().asText();
        }
        throw new SyntaxFault(start, "a label is a plain text, without ${}");
    }

    private ObjectNode body(List<String> path, int start) {
        ObjectNode body = NODES.objectNode();
        Map<String, List<ObjectNode>> blocks = new LinkedHashMap<>();
        cursor.space();
        boolean inLine = cursor.peek() != '\n' && cursor.peek() != '}';
        for (cursor.lines(); !cursor.passes("}"); cursor.lines()) {
            if (cursor.isAtEnd()) {
                throw new SyntaxFault(
                        start, "the block %s that begins here has no end; close it with }".formatted(last(path)));
            }
            int at = cursor.at();
            String name = cursor.name("an argument, a block or \"}\"");
            if (isAttribute()) {
                JsonNode value = attribute(Naming.names(path, name));
                if (body.has(name) || blocks.containsKey(name)) {
                    throw twice(at, name);
                }
                body.set(name, value);
            } else if (inLine) {
                throw new SyntaxFault(
                        at, "a block in one line holds one argument; write %s on a line of its own".formatted(name));
            } else {
                if (body.has(name)) {
                    throw twice(at, name);
                }
                blocks.computeIfAbsent(name, none -> new ArrayList<>())
                        .add(block(name, at, path).labelled());
            }
            if (inLine) {
                cursor.space();
                cursor.expect("}", "after the argument of a block in one line");
                break;
            }
            lineEnds(name);
        }
        blocks.forEach((name, list) -> body.set(name, list.size() == 1 ? list.get(0) : array(list)));
        return body;
    }

    private void lineEnds(String what) {
        cursor.space();
        if (!cursor.isAtEnd() && cursor.peek() != '\n') {
            throw cursor.expected("the end of the line after " + what);
        }
    }

    private static SyntaxFault twice(int at, String name) {
        return new SyntaxFault(at, "%s is set a second time here; remove one".formatted(name));
    }

    private static ArrayNode array(List<ObjectNode> list) {
        ArrayNode array = NODES.arrayNode();
        list.forEach(array::add);
        return array;
    }

    private static String last(List<String> path) {
        return path.get(path.size() - 1);
    }
}
