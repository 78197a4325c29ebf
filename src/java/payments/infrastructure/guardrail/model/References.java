package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.hcl.ExpressionParser;

/** Who mentions whom. Found by the shape of a mention, so that nothing inside an expression is overlooked. */
final class References {
    private static final Pattern EXPRESSION = Pattern.compile("[$%]\\{");
    private static final Pattern MENTION = Pattern.compile(
            "(?<![\\w.\"-])(?:resource\\.)?((?:data\\.|ephemeral\\.)?[a-z][a-z0-9]*_[a-z0-9_]*)\\.([A-Za-z_][\\w-]*)((?:\\.[A-Za-z_][\\w-]*)*)");

    private static final Pattern LOOP =
            Pattern.compile("\\bfor\\s+([A-Za-z_][\\w-]*)(?:\\s*,\\s*([A-Za-z_][\\w-]*))?\\s+in\\b");

    private final Program program;
    private @Nullable Map<Resource, List<Reference>> outgoing;
    private @Nullable Map<Resource, List<Resource>> incoming;

    References(Program program) {
        this.program = program;
    }

    List<Reference> of(Resource resource) {
        return outgoing().getOrDefault(resource, List.of());
    }

    List<Resource> to(Resource resource) {
        return incoming().getOrDefault(resource, List.of());
    }

    private synchronized Map<Resource, List<Reference>> outgoing() {
        if (outgoing == null) {
            Map<Resource, List<Reference>> found = new HashMap<>();
            for (Stack stack : program.stacks()) {
                for (Resource resource : stack.resources()) {
                    found.put(resource, mentions(resource));
                }
            }
            outgoing = found;
        }
        return outgoing;
    }

    private synchronized Map<Resource, List<Resource>> incoming() {
        if (incoming == null) {
            Map<Resource, Set<Resource>> found = new HashMap<>();
            outgoing().forEach((from, mentions) -> mentions.stream()
                    .flatMap(mention -> mention.target().stream())
                    .forEach(to -> found.computeIfAbsent(to, none -> new LinkedHashSet<>())
                            .add(from)));
            Map<Resource, List<Resource>> lists = new HashMap<>();
            found.forEach((to, from) -> lists.put(to, List.copyOf(from)));
            incoming = lists;
        }
        return incoming;
    }

    private static List<Reference> mentions(Resource resource) {
        Map<String, Reference> found = new HashMap<>();
        resource.body().properties().stream()
                .filter(property -> !property.getKey().equals("//"))
                // An instance means what its own element means, not all that the others are made of.
                .filter(property -> !property.getKey().equals("for_each") || resource.isDoubtful())
                .forEach(property -> collect(
                        resource.module(),
                        property.getValue(),
                        property.getKey().equals("depends_on"),
                        found));
        // Its own ARN, as a state has it, is no mention.
        found.remove(resource.address());
        Set<String> iterators = new HashSet<>();
        collectIterators(resource.body(), iterators);
        found.values()
                .removeIf(reference -> reference.dangling()
                        && iterators.contains(reference.text().split("\\.", 2)[0]));
        return List.copyOf(found.values());
    }

    /** The names under which dynamic blocks, also inside of others, have their elements. */
    private static void collectIterators(JsonNode node, Set<String> iterators) {
        node.properties().forEach(property -> {
            if (property.getKey().equals("dynamic")) {
                Iterable<JsonNode> blocks =
                        property.getValue().isArray() ? property.getValue() : List.of(property.getValue());
                blocks.forEach(block -> block.properties().forEach(named -> {
                    iterators.add(named.getKey());
                    named.getValue().findValuesAsText("iterator").forEach(iterators::add);
                }));
            }
        });
        node.forEach(child -> collectIterators(child, iterators));
    }

    /** What a stack mentions outside of its resources: in outputs, locals, providers and settings. */
    static List<Reference> ofSettings(Stack stack) {
        Map<String, Reference> found = new HashMap<>();
        for (String section : List.of("output", "locals", "provider", "terraform", "module")) {
            collect(stack.module(), stack.root().path(section), false, found);
        }
        return List.copyOf(found.values());
    }

    private static void collect(Module where, JsonNode node, boolean bare, Map<String, Reference> found) {
        if (node instanceof ComputedText computed) {
            computed.value().target().ifPresent(target -> add(target, found));
            return;
        }
        if (node.isTextual()) {
            Scope scope = node instanceof ScopedText scoped ? scoped.scope() : where.scope();
            String text = node.textValue();
            where.stack().named(text).ifPresent(target -> add(target, found));
            if (bare) {
                expression(scope, text, found);
            } else {
                for (String expression : expressions(text)) {
                    expression(scope, expression, found);
                }
            }
            return;
        }
        node.forEach(child -> collect(where, child, bare, found));
    }

    private static void add(Resource target, Map<String, Reference> found) {
        found.put(target.address(), new Reference(target.address(), Optional.of(target), false));
    }

    /** The texts inside each interpolation, from its opening to its closing brace. */
    private static List<String> expressions(String text) {
        List<String> expressions = new ArrayList<>();
        Matcher start = EXPRESSION.matcher(text);
        int from = 0;
        while (start.find(from)) {
            boolean escaped = start.start() > 0 && text.charAt(start.start() - 1) == text.charAt(start.start());
            int end = closing(text, start.end());
            if (!escaped) {
                expressions.add(text.substring(start.end(), end));
            }
            from = escaped ? start.end() : end;
        }
        return expressions;
    }

    private static int closing(String text, int from) {
        int open = 1;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (open == 0) {
                return at;
            }
        }
        return text.length();
    }

    private static void expression(Scope scope, String expression, Map<String, Reference> found) {
        scope.names().forEach((name, value) -> {
            if (expression.contains(name + ".")) {
                value.parts().forEach(part -> part.target().ifPresent(target -> add(target, found)));
            }
        });
        Set<String> own = new LinkedHashSet<>(scope.names().keySet());
        String code = code(expression);
        Matcher loop = LOOP.matcher(code);
        while (loop.find()) {
            own.add(loop.group(1));
            own.add(String.valueOf(loop.group(2)));
        }
        Matcher mention = MENTION.matcher(code);
        while (mention.find()) {
            if (!own.contains(mention.group(1))) {
                mention(scope, mention, expression, found);
            }
        }
    }

    /** The expression with blanks for the texts in it, in which a path such as {@code templates/main_role.json} is no mention. */
    private static String code(String expression) {
        if (expression.indexOf('"') < 0) {
            return expression;
        }
        StringBuilder code = new StringBuilder(expression);
        Deque<Character> around = new ArrayDeque<>();
        for (int at = 0; at < expression.length(); at++) {
            char c = expression.charAt(at);
            boolean inText = !around.isEmpty() && around.peek() == '"';
            if (c == '"') {
                if (inText) {
                    around.pop();
                } else {
                    around.push('"');
                }
            } else if (!inText) {
                if (c == '{') {
                    around.push('{');
                } else if (c == '}' && !around.isEmpty()) {
                    around.pop();
                }
            } else if (c == '{' && at > 0 && "$%".indexOf(expression.charAt(at - 1)) >= 0) {
                around.push('{');
            } else {
                code.setCharAt(at, ' ');
                if (c == '\\' && at + 1 < expression.length()) {
                    code.setCharAt(++at, ' ');
                }
            }
        }
        return code.toString();
    }

    private static void mention(Scope scope, Matcher mention, String expression, Map<String, Reference> found) {
        String text = mention.group();
        Module module = scope.module();
        Optional<Declaration> declared = module.declaration(mention.group(1) + "." + mention.group(2));
        if (declared.isEmpty()) {
            found.putIfAbsent(text, new Reference(text, Optional.empty(), true));
            return;
        }
        Collection<Resource> instances = declared.get().instances().values();
        Optional<Resource> one = Optional.empty();
        if (instances.size() > 1 && expression.startsWith("[", mention.end())) {
            int end = expression.indexOf(']', mention.end());
            if (end > 0) {
                Value key = Resolver.evaluate(
                        scope, ExpressionParser.template("${" + expression.substring(mention.end() + 1, end) + "}"));
                one = declared.get().instance(key.text());
            }
        }
        if (instances.isEmpty()) {
            found.putIfAbsent(text, new Reference(text, Optional.empty(), false));
        }
        for (Resource instance : one.isPresent() ? List.of(one.get()) : instances) {
            found.computeIfAbsent(
                    instances.size() == 1 ? text : text + " " + instance.address(),
                    none -> reference(instance, mention.group(3), text));
        }
    }

    private static Reference reference(Resource target, String rest, String text) {
        if (!target.type().equals("terraform_remote_state") || !rest.startsWith(".outputs.")) {
            return new Reference(text, Optional.of(target), false);
        }
        Optional<Stack> read = target.stack().program().readBy(target);
        if (read.isEmpty()) {
            return new Reference(text, Optional.of(target), false);
        }
        String output = rest.substring(".outputs.".length()).split("\\.", 2)[0];
        Value value = read.get().output(output);
        return new Reference(text, value.target(), value.isAbsent());
    }
}
