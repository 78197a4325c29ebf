package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A place of a block to which an expression gives a value.
 *
 * @param names the names that lead to the place, from the outermost; a list has no names of its own
 * @param value what the expression means, as far as it can be known
 * @param written the expression as it is written
 */
public record Assignment(List<String> names, Value value, String written) {
    private static final Set<String> SETTINGS =
            Set.of("//", "provider", "depends_on", "lifecycle", "count", "for_each");

    public Assignment {
        names = List.copyOf(names);
    }

    /**
     * What in a block is an expression and no plain text, in order.
     *
     * @param wanted whether an expression, as it is written, is worth computing: a program has many
     */
    public static List<Assignment> of(Block block, Predicate<String> wanted) {
        List<Assignment> found = new ArrayList<>();
        block.body().properties().stream()
                .filter(property -> !SETTINGS.contains(property.getKey()))
                .forEach(property ->
                        collect(block.stack(), List.of(property.getKey()), property.getValue(), wanted, found));
        return found;
    }

    private static void collect(
            Stack stack, List<String> names, JsonNode node, Predicate<String> wanted, List<Assignment> found) {
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            member -> collect(stack, append(names, member.getKey()), member.getValue(), wanted, found));
        } else if (node.isArray()) {
            node.forEach(element -> collect(stack, names, element, wanted, found));
        } else if (node.isTextual()) {
            boolean computed = node instanceof ComputedText;
            boolean open = node.textValue().contains(Value.OPEN) || node instanceof ScopedText;
            if (!computed && !(open && wanted.test(node.textValue()))) {
                return;
            }
            JsonNode document = stack.readings().document(node.textValue());
            if (document.isContainerNode() && !(node instanceof ScopedText)) {
                collect(stack, names, document, wanted, found);
            } else {
                found.add(new Assignment(names, Resolver.value(stack, node), node.textValue()));
            }
        }
    }

    private static List<String> append(List<String> names, String name) {
        List<String> all = new ArrayList<>(names);
        all.add(name);
        return all;
    }

    /** The path of the place, its names joined by dots. */
    public String path() {
        return String.join(".", names);
    }
}
