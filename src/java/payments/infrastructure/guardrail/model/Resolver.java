package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.model.hcl.Expression;
import payments.infrastructure.guardrail.model.hcl.Expression.Access;
import payments.infrastructure.guardrail.model.hcl.Expression.Call;
import payments.infrastructure.guardrail.model.hcl.Expression.ListOf;
import payments.infrastructure.guardrail.model.hcl.Expression.Literal;
import payments.infrastructure.guardrail.model.hcl.Expression.Loop;
import payments.infrastructure.guardrail.model.hcl.Expression.MapOf;
import payments.infrastructure.guardrail.model.hcl.Expression.Opaque;
import payments.infrastructure.guardrail.model.hcl.Expression.Operation;
import payments.infrastructure.guardrail.model.hcl.Expression.Template;
import payments.infrastructure.guardrail.model.hcl.Expression.Traversal;
import payments.infrastructure.guardrail.model.hcl.ExpressionParser;

/** Computes expressions, and follows references to what the program says about them, also through remote state outputs. */
final class Resolver {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Longer chains do not occur; a circle of references ends here and is unknown. */
    private static final int LONGEST_CHAIN = 40;

    private final Scope scope;
    private final int depth;
    private final Budget budget;

    private Resolver(Scope scope, int depth, Budget budget) {
        this.scope = scope;
        this.depth = depth;
        this.budget = budget;
    }

    /** The value of a node as it is written in a stack. */
    static Value value(Stack stack, JsonNode raw) {
        return stack.readings().value(raw, () -> value(stack.module().scope(), raw));
    }

    /** The value of a node as it is written in a scope. */
    static Value value(Scope scope, JsonNode raw) {
        return new Resolver(scope, 0, new Budget(scope.module().stack())).value(raw);
    }

    /** The value of an expression in a scope. */
    static Value evaluate(Scope scope, Expression expression) {
        return new Resolver(scope, 0, new Budget(scope.module().stack())).evaluate(expression);
    }

    /**
     * One turn of a loop.
     *
     * @param key what the loop makes of its key; the element's own key where it makes a list
     * @param scope in which the element is computed
     */
    record Turn(String key, Scope scope) {}

    /** The turns of a loop in order; empty where Terraform alone knows them. */
    static Optional<List<Turn>> turns(Scope scope, Loop loop) {
        return new Resolver(scope, 0, new Budget(scope.module().stack())).turns(loop);
    }

    private Value value(JsonNode raw) {
        if (raw.isMissingNode() || raw.isNull()) {
            return Value.absent();
        }
        if (raw instanceof ComputedText computed) {
            return computed.value();
        }
        if (raw.isTextual()) {
            Optional<Resource> named = scope.module().stack().named(raw.textValue());
            if (named.isPresent()) {
                boolean arn = raw.textValue().startsWith("arn:");
                return Value.of(raw).from(named.get(), arn ? "arn" : "id");
            }
            Expression template = ExpressionParser.template(raw.textValue());
            return raw instanceof ScopedText scoped ? in(scoped.scope()).evaluate(template) : evaluate(template);
        }
        if (raw.isArray()) {
            List<Value> elements = new ArrayList<>();
            raw.forEach(element -> elements.add(value(element)));
            return bounded(Value.list(elements));
        }
        if (raw.isObject()) {
            Map<String, Value> members = new LinkedHashMap<>();
            raw.properties().forEach(property -> members.put(property.getKey(), value(property.getValue())));
            return bounded(Value.map(members));
        }
        return Value.of(raw);
    }

    private Value evaluate(Expression expression) {
        if (budget.isSpent()) {
            return opaque("too large");
        }
        if (expression instanceof Literal literal) {
            return literal.value().isNull() ? Value.absent() : Value.of(literal.value());
        }
        if (expression instanceof Template template) {
            StringBuilder text = new StringBuilder();
            for (Expression part : template.parts()) {
                text.append(evaluate(part).text());
                if (budget.isTooLong(text.length())) {
                    return opaque("too large");
                }
            }
            return Value.of(TextNode.valueOf(text.toString()));
        }
        if (expression instanceof ListOf list) {
            return bounded(
                    Value.list(list.elements().stream().map(this::evaluate).toList()));
        }
        if (expression instanceof MapOf map) {
            Map<String, Value> members = new LinkedHashMap<>();
            map.entries().forEach(entry -> members.put(evaluate(entry.getKey()).text(), evaluate(entry.getValue())));
            return bounded(Value.map(members));
        }
        if (expression instanceof Call call) {
            return bounded(call(call));
        }
        if (expression instanceof Operation operation) {
            return operation(operation);
        }
        if (expression instanceof Loop loop) {
            return bounded(loop(loop));
        }
        if (expression instanceof Traversal traversal) {
            return depth >= LONGEST_CHAIN ? opaque(traversal.text()) : follow(traversal);
        }
        if (expression instanceof Access access) {
            return depth >= LONGEST_CHAIN ? opaque(access.text()) : access(access);
        }
        return opaque(((Opaque) expression).text());
    }

    private Value call(Call call) {
        switch (call.function()) {
            case "try" -> {
                for (Expression argument : call.arguments()) {
                    int before = budget.missing();
                    Value tried = evaluate(argument);
                    if (budget.missing() == before) {
                        return tried;
                    }
                }
                return opaque(call.text());
            }
            case "can" -> {
                return can(call).orElseGet(() -> opaque(call.text()));
            }
            case "slice" -> {
                return slice(call).orElseGet(() -> opaque(call.text()));
            }
            case "file", "templatefile" -> {
                return file(call).orElseGet(() -> opaque(call.text()));
            }
            case "tonumber", "tobool" -> {
                return converted(call);
            }
            default -> {}
        }
        return arguments(call)
                .flatMap(arguments -> FunctionCall.of(call.function(), arguments)
                        .or(() -> FileFunctions.of(scope.module(), call.function(), arguments)))
                .orElseGet(() -> opaque(call.text()));
    }

    /** A number or a truth value; an error where a text is known to be none. */
    private Value converted(Call call) {
        List<Value> arguments = arguments(call).orElseGet(List::of);
        if (arguments.size() != 1) {
            return opaque(call.text());
        }
        Value given = arguments.get(0);
        boolean fits = call.function().equals("tobool")
                ? given.isTrue() || given.isFalse()
                : given.number().isPresent();
        if (given.isKnown() && !fits) {
            budget.misses();
            return opaque(call.text());
        }
        return given;
    }

    /** A part of a list; where the list is not known, such as that of the zones of a region, at least how many there are. */
    private Optional<Value> slice(Call call) {
        List<Value> arguments = arguments(call).orElseGet(List::of);
        if (arguments.size() != 3
                || arguments.get(0).isAbsent()
                || arguments.get(0).isKnown()
                || arguments.get(0).json().isContainerNode()) {
            return FunctionCall.of(call.function(), arguments);
        }
        Optional<Integer> from = arguments.get(1).number().map(BigDecimal::intValue);
        Optional<Integer> end = arguments.get(2).number().map(BigDecimal::intValue);
        if (from.isEmpty() || end.isEmpty() || end.get() - from.get() > Declaration.MOST_INSTANCES) {
            return Optional.empty();
        }
        List<Value> elements = new ArrayList<>();
        for (int at = from.get(); at < end.get(); at++) {
            elements.add(opaque(call.text() + "[" + (at - from.get()) + "]"));
        }
        return Optional.of(Value.list(elements));
    }

    /** Whether something can be computed: what is known can be. */
    private Optional<Value> can(Call call) {
        boolean search = call.arguments().size() == 1
                && call.arguments().get(0) instanceof Call inner
                && inner.function().equals("regex");
        if (search) {
            return arguments((Call) call.arguments().get(0)).flatMap(PatternFunctions::finds);
        }
        int before = budget.missing();
        return arguments(call)
                .filter(arguments -> arguments.size() == 1
                        && (budget.missing() > before
                                || arguments.get(0).isKnown()
                                || arguments.get(0).isAbsent()))
                .map(known -> Value.of(BooleanNode.valueOf(budget.missing() == before)));
    }

    /** The text of a file, as it is or as a template of its own names. */
    private Optional<Value> file(Call call) {
        List<Value> arguments = arguments(call).orElseGet(List::of);
        boolean template = call.function().equals("templatefile");
        if (arguments.size() != (template ? 2 : 1)
                || !arguments.get(0).isKnown()
                || (template && !arguments.get(1).json().isObject())) {
            return Optional.empty();
        }
        Optional<String> text = scope.module()
                .stack()
                .files()
                .text(scope.module(), arguments.get(0).text());
        return text.map(read -> template
                ? deeper(new Scope(scope.module(), arguments.get(1).members()))
                        .evaluate(ExpressionParser.template(read))
                : Value.of(TextNode.valueOf(read)));
    }

    /** The arguments, those of a list that is spread each by itself; empty where it is not known how many there are. */
    private Optional<List<Value>> arguments(Call call) {
        List<Value> arguments = new ArrayList<>();
        call.arguments().forEach(argument -> arguments.add(evaluate(argument)));
        if (call.spread() && !arguments.isEmpty()) {
            Value last = arguments.remove(arguments.size() - 1);
            if (!last.json().isArray()) {
                return Optional.empty();
            }
            arguments.addAll(last.elements());
        }
        return Optional.of(arguments);
    }

    private Value operation(Operation operation) {
        if (operation.operator().equals("?")) {
            // The other result may name what is not there.
            Value condition = evaluate(operation.operands().get(0));
            return condition.isTrue()
                    ? evaluate(operation.operands().get(1))
                    : condition.isFalse() ? evaluate(operation.operands().get(2)) : opaque(operation.text());
        }
        List<Value> operands = operation.operands().stream().map(this::evaluate).toList();
        return Operators.apply(operation.operator(), operands).orElseGet(() -> opaque(operation.text()));
    }

    private Value loop(Loop loop) {
        Optional<List<Turn>> turns = turns(loop);
        if (turns.isEmpty()) {
            return opaque(loop.text());
        }
        List<Value> elements = new ArrayList<>();
        Map<String, Value> members = new LinkedHashMap<>();
        for (Turn turn : turns.get()) {
            Value element = in(turn.scope()).evaluate(loop.element());
            elements.add(element);
            if (loop.grouped()) {
                Value before = members.getOrDefault(turn.key(), Value.list(List.of()));
                List<Value> more = new ArrayList<>(before.elements());
                more.add(element);
                members.put(turn.key(), Value.list(more));
            } else {
                members.put(turn.key(), element);
            }
        }
        return loop.key().isEmpty() ? Value.list(elements) : Value.map(members);
    }

    private Optional<List<Turn>> turns(Loop loop) {
        Optional<Map<String, Value>> entries = Repetition.entries(evaluate(loop.collection()), false);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        List<Turn> turns = new ArrayList<>();
        for (Map.Entry<String, Value> entry : entries.get().entrySet()) {
            int last = loop.names().size() - 1;
            Scope turn = scope.with(loop.names().get(last), entry.getValue());
            if (last > 0) {
                turn = turn.with(loop.names().get(0), Value.of(TextNode.valueOf(entry.getKey())));
            }
            Resolver inside = in(turn);
            Value kept = loop.condition().map(inside::evaluate).orElseGet(() -> Value.of(BooleanNode.TRUE));
            if (!kept.isTrue() && !kept.isFalse()) {
                return Optional.empty();
            }
            if (kept.isTrue()) {
                turns.add(new Turn(
                        loop.key().map(key -> inside.evaluate(key).text()).orElse(entry.getKey()), turn));
            }
        }
        return budget.isTooMany(turns.size()) ? Optional.empty() : Optional.of(turns);
    }

    private Value access(Access access) {
        List<String> steps = new ArrayList<>();
        for (Expression step : access.steps()) {
            Value key = step.equals(Expression.EVERY) ? Value.of(TextNode.valueOf("*")) : evaluate(step);
            // Where there is one instance of unknown number, any key that is not known means that one.
            steps.add(key.isKnown() ? key.text() : ANY);
        }
        if (access.base() instanceof Traversal root) {
            List<String> all = new ArrayList<>(root.steps());
            all.addAll(steps);
            return follow(new Traversal(all, access.text()));
        }
        return walk(evaluate(access.base()), steps, access.text());
    }

    /** The key of an instance that is not known. */
    private static final String ANY = "${any}";

    private Value follow(Traversal traversal) {
        List<String> steps = traversal.steps();
        String root = steps.get(0);
        Value bound = scope.names().get(root);
        if (bound != null) {
            return walk(bound, steps.subList(1, steps.size()), traversal.text());
        }
        Module module = scope.module();
        switch (root) {
            case "local" -> {
                return steps.size() < 2
                        ? opaque(traversal.text())
                        : module.local(steps.get(1))
                                .map(local -> walk(local, steps.subList(2, steps.size()), traversal.text()))
                                .orElseGet(() -> opaque(traversal.text()));
            }
            case "var" -> {
                return steps.size() < 2
                        ? opaque(traversal.text())
                        : module.variable(steps.get(1))
                                .map(variable -> walk(variable, steps.subList(2, steps.size()), traversal.text()))
                                .orElseGet(() -> opaque(traversal.text()));
            }
            case "module" -> {
                return steps.size() < 2 ? opaque(traversal.text()) : output(module, steps, traversal.text());
            }
            case "path" -> {
                return path(steps.size() == 2 ? steps.get(1) : "")
                        .map(path -> Value.of(TextNode.valueOf(path)))
                        .orElseGet(() -> opaque(traversal.text()));
            }
            case "resource" -> {
                return follow(new Traversal(steps.subList(1, steps.size()), traversal.text()));
            }
            default -> {}
        }
        boolean prefixed = root.equals("data") || root.equals("ephemeral");
        int named = prefixed ? 3 : 2;
        if (steps.size() < named) {
            return opaque(traversal.text());
        }
        Optional<Declaration> target = module.declaration(String.join(".", steps.subList(0, named)));
        return target.map(found -> read(found, steps.subList(named, steps.size()), traversal.text()))
                .orElseGet(() -> opaque(traversal.text()));
    }

    /** A folder's path from that of the root module, in which Terraform is called. */
    private Optional<String> path(String which) {
        return switch (which) {
            case "module" -> scope.module().path();
            case "root" -> scope.module().stack().folder().map(folder -> ".");
            default -> Optional.empty();
        };
    }

    private Value output(Module caller, List<String> steps, String text) {
        Map<String, Module> instances = caller.called(steps.get(1));
        List<String> path = steps.subList(2, steps.size());
        Module only = instances.get("");
        if (only != null) {
            boolean keyed = !path.isEmpty() && isIndex(path.get(0));
            return outputs(only, keyed ? path.subList(1, path.size()) : path, text);
        }
        if (path.isEmpty() || path.get(0).equals("*")) {
            List<String> rest = path.isEmpty() ? path : path.subList(1, path.size());
            Map<String, Value> members = new LinkedHashMap<>();
            instances.forEach((key, instance) -> members.put(key, outputs(instance, rest, text)));
            return instances.isEmpty()
                    ? opaque(text)
                    : path.isEmpty() ? Value.map(members) : Value.list(List.copyOf(members.values()));
        }
        Module instance = instances.get(path.get(0));
        return instance == null ? opaque(text) : outputs(instance, path.subList(1, path.size()), text);
    }

    private Value outputs(Module called, List<String> path, String text) {
        JsonNode outputs = called.root().path("output");
        if (path.isEmpty()) {
            Map<String, Value> members = new LinkedHashMap<>();
            outputs.properties()
                    .forEach(output -> members.put(
                            output.getKey(),
                            deeper(called.scope()).value(output.getValue().path("value"))));
            return Value.map(members);
        }
        JsonNode written = outputs.path(path.get(0)).path("value");
        return written.isMissingNode()
                ? opaque(text)
                : deeper(called.scope()).descend(written, path.subList(1, path.size()));
    }

    private Value read(Declaration target, List<String> path, String text) {
        boolean one = !target.isRepeated() || target.instances().containsKey("");
        if (!one && (path.isEmpty() || path.get(0).equals("*"))) {
            return walk(target.all(), path, text);
        }
        if (path.isEmpty()) {
            return target.all();
        }
        Optional<Resource> instance = target.instance(one ? "" : path.get(0));
        if (instance.isEmpty()) {
            if (!path.get(0).equals(ANY)) {
                budget.misses();
            }
            return opaque(text);
        }
        boolean splat = path.get(0).equals("*");
        boolean keyed = target.isRepeated() || splat || isIndex(path.get(0));
        List<String> rest = keyed ? path.subList(1, path.size()) : path;
        Value read = read(instance.get(), rest, text);
        return splat ? Value.list(List.of(read)) : read;
    }

    private Value read(Resource target, List<String> attributes, String text) {
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
                if (attribute.equals("json") || attribute.equals("minified_json")) {
                    return PolicyDataSource.json(target).from(target, attribute);
                }
            }
            default -> {}
        }
        if (attributes.isEmpty()) {
            return Declaration.whole(target);
        }
        Value value = deeper(target.module().scope()).descend(target.body(), attributes);
        if (value.isAbsent()) {
            value = Value.of(TextNode.valueOf(Identity.computed(target, attribute)));
        }
        return value.from(target, attribute);
    }

    private Value remote(Resource state, List<String> path, String text) {
        Optional<Stack> read = state.stack().program().readBy(state);
        if (read.isEmpty() || path.size() < 2 || !path.get(0).equals("outputs")) {
            return opaque(text).from(state, String.join(".", path));
        }
        Module module = read.get().module();
        JsonNode output = module.root().path("output").path(path.get(1)).path("value");
        if (output.isMissingNode()) {
            return opaque(text);
        }
        return deeper(module.scope()).descend(output, path.subList(2, path.size()));
    }

    /** Steps through a value that was computed: into maps and lists, and from a whole resource to its attributes. */
    private Value walk(Value start, List<String> steps, String text) {
        Value found = start;
        for (int at = 0; at < steps.size(); at++) {
            List<String> rest = steps.subList(at, steps.size());
            Optional<Resource> resource = found.target();
            if (resource.isPresent() && !found.json().isContainerNode()) {
                List<String> path = new ArrayList<>();
                if (!found.targetAttribute().isEmpty()) {
                    path.addAll(List.of(found.targetAttribute().split("\\.")));
                }
                path.addAll(rest);
                return deeper(scope).read(resource.get(), path, text);
            }
            if (rest.get(0).equals("*")) {
                List<String> inner = rest.subList(1, rest.size());
                return found.json().isArray() || found.json().isObject()
                        ? Value.list(found.parts().stream()
                                .map(part -> walk(part, inner, text))
                                .toList())
                        : opaque(text);
            }
            if (found.isAbsent() || lacks(found, rest.get(0))) {
                budget.misses();
                return Value.absent();
            }
            if (!found.json().isContainerNode()) {
                return opaque(text);
            }
            found = found.member(rest.get(0));
        }
        return found;
    }

    /** Whether a map or a list is known not to have a member. */
    private static boolean lacks(Value found, String step) {
        if (step.equals(ANY) || !found.json().isContainerNode()) {
            return false;
        }
        return found.json().isObject()
                ? !found.members().containsKey(step)
                : !isIndex(step)
                        || step.length() > 5
                        || Integer.parseInt(step) >= found.elements().size();
    }

    private Resolver in(Scope where) {
        return new Resolver(where, depth, budget);
    }

    private Resolver deeper(Scope where) {
        return new Resolver(where, depth + 1, budget);
    }

    private static boolean isIndex(String step) {
        return step.equals(ANY) || (!step.isEmpty() && step.chars().allMatch(Character::isDigit));
    }

    /** The value at a path below a node; where the path leads on through an expression, that is computed first. */
    private Value descend(JsonNode node, List<String> path) {
        JsonNode found = node;
        for (int at = 0; at < path.size(); at++) {
            String step = path.get(at);
            if (found.isTextual()) {
                return walk(value(found), path.subList(at, path.size()), String.join(".", path));
            }
            if (step.equals("*")) {
                return walk(value(found), path.subList(at, path.size()), String.join(".", path));
            }
            if (found.isArray()) {
                boolean number = isIndex(step) && step.length() < 6;
                found = number ? found.path(Integer.parseInt(step)) : MissingNode.getInstance();
            } else if (!(found.isObject() && step.equals("0"))) {
                found = found.path(step);
            }
        }
        return value(found);
    }

    private Value bounded(Value value) {
        return budget.isTooMany(value.weight()) ? opaque("too large") : value;
    }

    private Value opaque(String text) {
        return Value.unread(scope, text);
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
