package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Expression.Call;
import payments.infrastructure.guardrail.model.Expression.ListOf;
import payments.infrastructure.guardrail.model.Expression.Literal;
import payments.infrastructure.guardrail.model.Expression.MapOf;
import payments.infrastructure.guardrail.model.Expression.Opaque;
import payments.infrastructure.guardrail.model.Expression.Template;
import payments.infrastructure.guardrail.model.Expression.Traversal;

/** Follows references to what the program says about them, inside a stack and through remote state outputs. */
final class Resolver {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Longer chains do not occur; a circle of references ends here and is unknown. */
    private static final int LONGEST_CHAIN = 40;

    private final Stack stack;
    private final int depth;

    private Resolver(Stack stack, int depth) {
        this.stack = stack;
        this.depth = depth;
    }

    /** The value of a node as it is written in a stack. */
    static Value value(Stack stack, JsonNode raw) {
        return stack.readings().value(raw, () -> new Resolver(stack, 0).value(raw));
    }

    private Value value(JsonNode raw) {
        if (raw.isMissingNode() || raw.isNull()) {
            return Value.absent();
        }
        if (raw.isTextual()) {
            return evaluate(ExpressionParser.template(raw.textValue()));
        }
        if (raw.isArray()) {
            List<Value> elements = new ArrayList<>();
            raw.forEach(element -> elements.add(value(element)));
            return list(elements);
        }
        if (raw.isObject()) {
            ObjectNode resolved = NODES.objectNode();
            raw.properties().forEach(property -> resolved.set(property.getKey(), nullable(value(property.getValue()))));
            return Value.of(resolved);
        }
        return Value.of(raw);
    }

    private Value evaluate(Expression expression) {
        if (expression instanceof Literal literal) {
            return literal.value().isNull() ? Value.absent() : Value.of(literal.value());
        }
        if (expression instanceof Template template) {
            StringBuilder text = new StringBuilder();
            template.parts().forEach(part -> text.append(evaluate(part).text()));
            return Value.of(TextNode.valueOf(text.toString()));
        }
        if (expression instanceof ListOf list) {
            return list(list.elements().stream().map(this::evaluate).toList());
        }
        if (expression instanceof MapOf map) {
            ObjectNode resolved = NODES.objectNode();
            map.entries()
                    .forEach(entry ->
                            resolved.set(evaluate(entry.getKey()).text(), nullable(evaluate(entry.getValue()))));
            return Value.of(resolved);
        }
        if (expression instanceof Call call) {
            return call(call);
        }
        if (expression instanceof Traversal traversal) {
            return depth >= LONGEST_CHAIN ? opaque(traversal.text()) : follow(traversal);
        }
        return opaque(((Opaque) expression).text());
    }

    private Value call(Call call) {
        List<Value> arguments = call.arguments().stream().map(this::evaluate).toList();
        switch (call.function()) {
            case "jsonencode" -> {
                return arguments.size() == 1
                        ? Value.of(TextNode.valueOf(arguments.get(0).json().toString()))
                        : opaque(call.text());
            }
            case "tolist", "toset", "sensitive", "nonsensitive", "tostring" -> {
                return arguments.size() == 1 ? arguments.get(0) : opaque(call.text());
            }
            case "join" -> {
                return arguments.size() == 2
                        ? Value.of(TextNode.valueOf(String.join(
                                arguments.get(0).text(),
                                arguments.get(1).texts().toList())))
                        : opaque(call.text());
            }
            default -> {
                return opaque(call.text());
            }
        }
    }

    private Value follow(Traversal traversal) {
        List<String> steps = traversal.steps();
        String root = steps.get(0);
        if (root.equals("local") && steps.size() >= 2) {
            JsonNode local = stack.root().path("locals").path(steps.get(1));
            return local.isMissingNode()
                    ? opaque(traversal.text())
                    : deeper(stack).value(descend(local, steps.subList(2, steps.size())));
        }
        boolean prefixed = root.equals("data") || root.equals("ephemeral");
        int named = prefixed ? 3 : 2;
        if (steps.size() < named) {
            return opaque(traversal.text());
        }
        Optional<Resource> target = stack.resource(String.join(".", steps.subList(0, named)));
        return target.map(found -> read(found, steps.subList(named, steps.size()), traversal.text()))
                .orElseGet(() -> opaque(traversal.text()));
    }

    private Value read(Resource target, List<String> path, String text) {
        List<String> attributes = withoutInstance(path);
        String attribute = String.join(".", attributes);
        switch (target.type()) {
            case "terraform_remote_state" -> {
                return remote(target, attributes, text);
            }
            case "aws_caller_identity" -> {
                return attribute.equals("account_id") || attribute.equals("id")
                        ? Value.of(TextNode.valueOf(Identity.account(target.provider())))
                                .from(target, attribute)
                        : opaque(text).from(target, attribute);
            }
            case "aws_region" -> {
                return target.region().isEmpty()
                        ? opaque(text).from(target, attribute)
                        : Value.of(TextNode.valueOf(target.region())).from(target, attribute);
            }
            case "aws_partition" -> {
                return Value.of(TextNode.valueOf("aws")).from(target, attribute);
            }
            case "aws_iam_policy_document" -> {
                if (attribute.equals("json")) {
                    return Value.of(TextNode.valueOf(
                                    PolicyDataSource.json(target).toString()))
                            .from(target, attribute);
                }
            }
            default -> {}
        }
        JsonNode written = descend(target.body(), attributes);
        Value value =
                attributes.isEmpty() ? Value.absent() : deeper(target.stack()).value(written);
        if (value.isAbsent()) {
            value = Value.of(TextNode.valueOf(Identity.computed(target, attribute)));
        }
        return value.from(target, attribute);
    }

    private Value remote(Resource state, List<String> path, String text) {
        Optional<Stack> read = stack.program().readBy(state);
        if (read.isEmpty() || path.size() < 2 || !path.get(0).equals("outputs")) {
            return opaque(text).from(state, String.join(".", path));
        }
        JsonNode output = read.get().root().path("output").path(path.get(1)).path("value");
        if (output.isMissingNode()) {
            return opaque(text);
        }
        return deeper(read.get()).value(descend(output, path.subList(2, path.size())));
    }

    private Resolver deeper(Stack where) {
        return new Resolver(where, depth + 1);
    }

    /** {@code aws_eip.x[0].id} means an instance: which one makes no difference to what the program says. */
    private static List<String> withoutInstance(List<String> path) {
        return !path.isEmpty() && path.get(0).chars().allMatch(Character::isDigit)
                ? path.subList(1, path.size())
                : path;
    }

    private static JsonNode descend(JsonNode node, List<String> path) {
        JsonNode found = node;
        for (String step : path) {
            if (found.isArray()) {
                boolean number = step.chars().allMatch(Character::isDigit) && step.length() < 6;
                found = number ? found.path(Integer.parseInt(step)) : MissingNode.getInstance();
            } else if (!(found.isObject() && step.equals("0"))) {
                found = found.path(step);
            }
        }
        return found;
    }

    private Value opaque(String text) {
        return Value.of(TextNode.valueOf("${" + stack.name() + ":" + text + "}"));
    }

    private static Value list(List<Value> elements) {
        ArrayNode resolved = NODES.arrayNode();
        elements.forEach(element -> resolved.add(nullable(element)));
        return Value.list(resolved, elements);
    }

    private static JsonNode nullable(Value value) {
        return value.json().isMissingNode() ? NODES.nullNode() : value.json();
    }

    /** A text as a JSON object or list; missing when it is none. */
    static JsonNode parse(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
