package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.hcl.Expression;
import payments.infrastructure.guardrail.model.hcl.Expression.Access;
import payments.infrastructure.guardrail.model.hcl.Expression.Call;
import payments.infrastructure.guardrail.model.hcl.Expression.ListOf;
import payments.infrastructure.guardrail.model.hcl.Expression.Literal;
import payments.infrastructure.guardrail.model.hcl.Expression.Loop;
import payments.infrastructure.guardrail.model.hcl.Expression.MapOf;
import payments.infrastructure.guardrail.model.hcl.Expression.Operation;
import payments.infrastructure.guardrail.model.hcl.Expression.Template;
import payments.infrastructure.guardrail.model.hcl.Expression.Traversal;
import payments.infrastructure.guardrail.model.hcl.ExpressionParser;

/**
 * The body of a block as Terraform will have it: dynamic blocks written out, and lists and maps that an expression computes written
 * as lists and maps, so that rules find blocks and attributes where they look for them. Each text goes on meaning what it means
 * where it stands.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks">Terraform: dynamic blocks</a>
 */
final class Expansion {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String DYNAMIC = "dynamic";

    /** A bound for what a few lines can make. */
    private static final int MOST_NODES = 200_000;

    /** Functions that make lists and maps of lists and maps, and leave what is in them. */
    private static final Set<String> LISTING = Set.of("concat", "flatten", "merge", "tolist", "toset", "tomap");

    private int nodes;

    private Expansion() {}

    /** The body as it is in a scope; the very same where nothing in it depends on that. */
    static JsonNode of(JsonNode body, Scope scope) {
        return new Expansion().expand(body, scope);
    }

    /** The body of something that is made before all resources are known: only where its texts stand is noted. */
    static JsonNode later(JsonNode body, Scope scope) {
        if (scope.isStack()) {
            return body;
        }
        if (body.isTextual()) {
            return body.textValue().contains("${") ? new ScopedText(body.textValue(), scope) : body;
        }
        if (body.isArray()) {
            ArrayNode list = NODES.arrayNode();
            body.forEach(element -> list.add(later(element, scope)));
            return list;
        }
        if (body.isObject()) {
            ObjectNode map = NODES.objectNode();
            body.properties().forEach(entry -> map.set(entry.getKey(), later(entry.getValue(), scope)));
            return map;
        }
        return body;
    }

    private JsonNode expand(JsonNode node, Scope scope) {
        if (node.isTextual()) {
            return node instanceof ScopedText ? node : text(node, scope);
        }
        if (node.isArray()) {
            return list(node, scope);
        }
        return node instanceof ObjectNode object ? block(object, scope) : node;
    }

    /** Whether it is the very node: an equal one of another scope means something else. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(JsonNode one, JsonNode other) {
        return one == other;
    }

    private JsonNode list(JsonNode list, Scope scope) {
        ArrayNode expanded = NODES.arrayNode(list.size());
        boolean same = true;
        for (JsonNode element : list) {
            JsonNode inner = expand(element, scope);
            same &= isSame(inner, element);
            expanded.add(inner);
        }
        return same ? list : expanded;
    }

    private JsonNode block(ObjectNode block, Scope scope) {
        ObjectNode expanded = NODES.objectNode();
        boolean same = true;
        for (Map.Entry<String, JsonNode> property : block.properties()) {
            String name = property.getKey();
            JsonNode written = property.getValue();
            if (name.equals("//") || name.equals("depends_on")) {
                expanded.set(name, written);
            } else if (!name.equals(DYNAMIC)) {
                JsonNode inner = expand(written, scope);
                same &= isSame(inner, written);
                expanded.set(name, inner);
            }
        }
        JsonNode dynamic = block.path(DYNAMIC);
        for (JsonNode part : dynamic.isArray() ? dynamic : List.of(dynamic)) {
            for (Map.Entry<String, JsonNode> label : part.properties()) {
                for (JsonNode one : label.getValue().isArray() ? label.getValue() : List.of(label.getValue())) {
                    if (one.isObject() && one.has("content")) {
                        dynamic(label.getKey(), one, scope, expanded);
                        same = false;
                    }
                }
            }
        }
        return same ? block : expanded;
    }

    private void dynamic(String name, JsonNode dynamic, Scope scope, ObjectNode into) {
        String iterator = dynamic.path("iterator").asText(name).replaceAll("^\\$\\{|}$", "");
        ArrayNode blocks = NODES.arrayNode();
        JsonNode before = into.path(name);
        for (JsonNode block :
                before.isArray() ? before : before.isMissingNode() ? List.<JsonNode>of() : List.of(before)) {
            blocks.add(block);
        }
        Optional<Map<String, Value>> elements =
                Repetition.entries(Resolver.value(scope, dynamic.path("for_each")), false);
        if (elements.isEmpty() || elements.get().size() > Declaration.MOST_INSTANCES) {
            // How often it stands there is not known: one is judged, and rules that need all of them see the mark.
            Scope one = scope.with(iterator, Value.unread(scope, iterator));
            into.withObjectProperty(DYNAMIC).set(name, later(dynamic, one));
            blocks.addAll(contents(dynamic, one));
        } else {
            elements.get()
                    .forEach((key, value) ->
                            blocks.addAll(contents(dynamic, scope.with(iterator, Repetition.element(key, value)))));
        }
        if (!blocks.isEmpty()) {
            into.set(name, blocks);
        }
    }

    private ArrayNode contents(JsonNode dynamic, Scope scope) {
        ArrayNode blocks = NODES.arrayNode();
        JsonNode content = dynamic.path("content");
        for (JsonNode block : content.isArray() ? content : List.of(content)) {
            if (++nodes < MOST_NODES) {
                blocks.add(expand(block, scope));
            }
        }
        return blocks;
    }

    private JsonNode text(JsonNode node, Scope scope) {
        String text = node.textValue();
        if (!text.contains("${") && !text.contains("%{")) {
            return node;
        }
        if (mayCompute(text, scope)) {
            Expression expression = ExpressionParser.template(text);
            boolean computes = !(expression instanceof Template || expression instanceof Literal)
                    && !(expression instanceof Call call && !LISTING.contains(call.function()));
            JsonNode computed = computes ? structure(expression, scope) : node;
            if (computed.isContainerNode()) {
                return computed;
            }
        }
        return scope.isStack() ? node : new ScopedText(text, scope);
    }

    /** Whether a list or a map may come of it; most texts are mere references. */
    private static boolean mayCompute(String text, Scope scope) {
        return text.startsWith("${")
                && text.endsWith("}")
                && !text.startsWith("${jsonencode(")
                && (text.indexOf('[') > 0
                        || text.indexOf('(') > 0
                        || text.indexOf('?') > 0
                        || text.indexOf('{', 2) > 0
                        || text.startsWith("${local.")
                        || text.startsWith("${var.")
                        || text.startsWith("${module.")
                        || scope.names().keySet().stream().anyMatch(name -> text.startsWith("${" + name + ".")));
    }

    private JsonNode structure(Expression expression, Scope scope) {
        if (++nodes >= MOST_NODES) {
            return leaf(expression, scope);
        }
        if (expression instanceof Literal literal) {
            return literal.value();
        }
        if (expression instanceof ListOf list) {
            ArrayNode nodes = NODES.arrayNode();
            list.elements().forEach(element -> nodes.add(structure(element, scope)));
            return nodes;
        }
        if (expression instanceof MapOf map) {
            ObjectNode object = NODES.objectNode();
            map.entries()
                    .forEach(entry -> object.set(
                            Resolver.evaluate(scope, entry.getKey()).text(), structure(entry.getValue(), scope)));
            return object;
        }
        if (expression instanceof Loop loop) {
            return loop(loop, scope);
        }
        if (expression instanceof Operation choice && choice.operator().equals("?")) {
            Value condition = Resolver.evaluate(scope, choice.operands().get(0));
            if (condition.isTrue() || condition.isFalse()) {
                return structure(choice.operands().get(condition.isTrue() ? 1 : 2), scope);
            }
            return leaf(expression, scope);
        }
        if (expression instanceof Call call) {
            return call(call, scope);
        }
        if (expression instanceof Traversal || expression instanceof Access) {
            Value value = Resolver.evaluate(scope, expression);
            return value.target().isEmpty() && value.json().isContainerNode()
                    ? computed(value)
                    : leaf(expression, scope);
        }
        return leaf(expression, scope);
    }

    private JsonNode loop(Loop loop, Scope scope) {
        Optional<List<Resolver.Turn>> turns = Resolver.turns(scope, loop);
        if (turns.isEmpty() || loop.grouped()) {
            return leaf(loop, scope);
        }
        if (loop.key().isEmpty()) {
            ArrayNode list = NODES.arrayNode();
            turns.get().forEach(turn -> list.add(structure(loop.element(), turn.scope())));
            return list;
        }
        ObjectNode map = NODES.objectNode();
        turns.get().forEach(turn -> map.set(turn.key(), structure(loop.element(), turn.scope())));
        return map;
    }

    private JsonNode call(Call call, Scope scope) {
        if (!LISTING.contains(call.function())) {
            return leaf(call, scope);
        }
        List<JsonNode> arguments = new ArrayList<>();
        call.arguments().forEach(argument -> arguments.add(structure(argument, scope)));
        if (call.spread() && !arguments.isEmpty() && arguments.get(arguments.size() - 1) instanceof ArrayNode last) {
            arguments.remove(arguments.size() - 1);
            last.forEach(arguments::add);
        }
        boolean map = call.function().equals("merge") || call.function().equals("tomap");
        boolean all = arguments.stream().allMatch(argument -> map ? argument.isObject() : argument.isArray());
        if (!all || arguments.isEmpty()) {
            return leaf(call, scope);
        }
        if (map) {
            ObjectNode merged = NODES.objectNode();
            arguments.forEach(argument -> merged.setAll((ObjectNode) argument));
            return merged;
        }
        ArrayNode joined = NODES.arrayNode();
        arguments.forEach(argument -> {
            if (call.function().equals("flatten")) {
                flatten(argument, joined);
            } else {
                joined.addAll((ArrayNode) argument);
            }
        });
        return joined;
    }

    private static void flatten(JsonNode list, ArrayNode into) {
        for (JsonNode element : list) {
            if (element.isArray()) {
                flatten(element, into);
            } else {
                into.add(element);
            }
        }
    }

    /** A computed value as nodes of which each keeps what it refers to. */
    private JsonNode computed(Value value) {
        if (++nodes >= MOST_NODES) {
            return new ComputedText(value);
        }
        if (value.target().isEmpty() && value.json().isArray()) {
            ArrayNode list = NODES.arrayNode();
            value.elements().forEach(element -> list.add(computed(element)));
            return list;
        }
        if (value.target().isEmpty() && value.json().isObject()) {
            ObjectNode map = NODES.objectNode();
            value.members().forEach((name, member) -> map.set(name, computed(member)));
            return map;
        }
        if (value.isAbsent()) {
            return NullNode.getInstance();
        }
        return value.target().isPresent() || !value.isKnown() || value.json().isTextual()
                ? new ComputedText(value)
                : value.json();
    }

    private static JsonNode leaf(Expression expression, Scope scope) {
        if (expression instanceof Literal literal) {
            return literal.value();
        }
        return new ComputedText(Resolver.evaluate(scope, expression));
    }
}
