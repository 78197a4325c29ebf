package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * All texts of a part of a program, wherever they stand: in attributes, in blocks, in JSON inside of a text. What an attribute takes
 * from something else by a reference stands there and is not repeated: a fault is found where it was written. The text of a local or of
 * a variable's default has no other place, and is read where it is used.
 */
public final class Texts {
    private static final Set<String> SETTINGS = Set.of("//", "provider", "depends_on", "lifecycle");
    private static final Set<String> NAMED_BY_STATEMENT =
            Set.of("principal", "principals", "resource", "resources", "action", "actions");

    private final Stack stack;
    private final List<String> names = new ArrayList<>();
    private final List<Text> found = new ArrayList<>();
    private boolean refused;

    private Texts(Stack stack) {
        this.stack = stack;
    }

    /** The texts of a block, and so of a resource or a provider. */
    public static List<Text> of(Block block) {
        Texts texts = new Texts(block.stack());
        block.body().properties().stream()
                .filter(property -> !SETTINGS.contains(property.getKey()))
                .forEach(property -> texts.step(property.getKey(), property.getValue(), true));
        return texts.found;
    }

    /** The texts of a section of a stack that is no resource, such as its outputs. */
    public static List<Text> of(Stack stack, String section) {
        Texts texts = new Texts(stack);
        texts.step(section, stack.root().path(section), true);
        return texts.found;
    }

    private void step(String name, JsonNode node, boolean written) {
        names.add(name);
        walk(node, written);
        names.remove(names.size() - 1);
    }

    /** @param written whether expressions in it are still to be computed */
    private void walk(JsonNode node, boolean written) {
        if (node.isTextual()) {
            text(node, written);
        } else if (node.isObject()) {
            node.properties().forEach(member -> {
                boolean before = refused;
                refused = before || isRefused(node, member.getKey());
                inside(node, member.getKey(), () -> step(member.getKey(), member.getValue(), written));
                refused = before;
            });
        } else if (node.isArray()) {
            node.forEach(element -> walk(element, written));
        } else if (node.isNumber()) {
            found.add(new Text(names, node.asText(), refused));
        }
    }

    /** What a pair of name and value holds stands under that name: {@code environment.DB_PASSWORD.value}. */
    private void inside(JsonNode pair, String member, Runnable step) {
        JsonNode name = pair.path("name").isTextual() ? pair.path("name") : pair.path("Name");
        if (member.equalsIgnoreCase("value")
                && name.isTextual()
                && name.textValue().matches("[\\w.-]{1,64}")) {
            names.add(name.textValue());
            step.run();
            names.remove(names.size() - 1);
        } else {
            step.run();
        }
    }

    private void text(JsonNode node, boolean written) {
        String raw = node.textValue();
        boolean open =
                written && (raw.contains(Value.OPEN) || node instanceof ScopedText || node instanceof ComputedText);
        JsonNode document = stack.readings().document(raw);
        if (document.isContainerNode() && !(node instanceof ScopedText)) {
            walk(document, written);
            return;
        }
        if (!open) {
            found.add(new Text(names, raw, refused));
            return;
        }
        Value value = Resolver.value(stack, node);
        if (value.target().isPresent()) {
            return;
        }
        JsonNode said = value.json();
        JsonNode inner = said.isTextual() ? stack.readings().document(said.textValue()) : said;
        if (inner.isContainerNode()) {
            walk(inner, false);
        } else {
            found.add(new Text(names, value.text(), refused));
        }
    }

    /** Whether a statement that denies names here whom and what it denies, and not whom it spares. */
    private static boolean isRefused(JsonNode statement, String member) {
        String name = member.toLowerCase(Locale.ROOT);
        if (name.equals("condition") || NAMED_BY_STATEMENT.contains(name)) {
            String effect =
                    statement.path("Effect").asText(statement.path("effect").asText());
            return effect.equals("Deny") && (NAMED_BY_STATEMENT.contains(name) || !spares(statement.path(member)));
        }
        return false;
    }

    private static boolean spares(JsonNode condition) {
        return condition.toString().contains("Not") || condition.toString().contains("IfExists");
    }
}
