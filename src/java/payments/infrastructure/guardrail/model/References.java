package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who mentions whom. Found by the shape of a mention, so that nothing inside an expression is overlooked. */
final class References {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{");
    private static final Pattern MENTION = Pattern.compile(
            "(?<![\\w.\"-])((?:data\\.|ephemeral\\.)?[a-z][a-z0-9]*_[a-z0-9_]*)\\.([A-Za-z_][\\w-]*)((?:\\.[A-Za-z_][\\w-]*)*)");

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
                .forEach(property -> collect(
                        resource.stack(), property.getValue(), property.getKey().equals("depends_on"), found));
        return List.copyOf(found.values());
    }

    /** What a stack mentions outside of its resources: in outputs, locals, providers and settings. */
    static List<Reference> ofSettings(Stack stack) {
        Map<String, Reference> found = new HashMap<>();
        for (String section : List.of("output", "locals", "provider", "terraform", "module")) {
            collect(stack, stack.root().path(section), false, found);
        }
        return List.copyOf(found.values());
    }

    private static void collect(Stack stack, JsonNode node, boolean bare, Map<String, Reference> found) {
        if (node.isTextual()) {
            String text = node.textValue();
            if (bare) {
                expression(stack, text, found);
            } else {
                for (String expression : expressions(text)) {
                    expression(stack, expression, found);
                }
            }
            return;
        }
        node.forEach(child -> collect(stack, child, bare, found));
    }

    /** The texts inside each interpolation, from its opening to its closing brace. */
    private static List<String> expressions(String text) {
        List<String> expressions = new ArrayList<>();
        Matcher start = EXPRESSION.matcher(text);
        int from = 0;
        while (start.find(from)) {
            boolean escaped = start.start() > 0 && text.charAt(start.start() - 1) == '$';
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

    private static void expression(Stack stack, String expression, Map<String, Reference> found) {
        Matcher mention = MENTION.matcher(expression);
        while (mention.find()) {
            String address = mention.group(1) + "." + mention.group(2);
            String text = mention.group();
            found.computeIfAbsent(text, none -> reference(stack, address, mention.group(3), text));
        }
    }

    private static Reference reference(Stack stack, String address, String rest, String text) {
        Optional<Resource> direct = stack.resource(address);
        if (direct.isEmpty()) {
            return new Reference(text, Optional.empty(), true);
        }
        Resource target = direct.get();
        if (!target.type().equals("terraform_remote_state") || !rest.startsWith(".outputs.")) {
            return new Reference(text, direct, false);
        }
        Optional<Stack> read = stack.program().readBy(target);
        if (read.isEmpty()) {
            return new Reference(text, direct, false);
        }
        String output = rest.substring(".outputs.".length()).split("\\.", 2)[0];
        Value value = read.get().output(output);
        return new Reference(text, value.target(), value.isAbsent());
    }
}
