package payments.infrastructure.drift;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A resource or an output that a plan would change, or that stands otherwise than the state remembers it.
 *
 * @param address address in the stack, such as {@code aws_sqs_queue.payments_9A4B5C6D}; of an output {@code output.<name>}
 * @param action what happens to it: {@code create}, {@code update}, {@code delete}, {@code replace}, {@code move},
 *     {@code import} or {@code forget}
 * @param attributes the attributes that differ, in order; empty where it comes or goes as a whole
 */
public record Change(String address, String action, List<Attribute> attributes) {
    public Change {
        attributes = List.copyOf(attributes);
    }

    /**
     * One attribute.
     *
     * @param name its name
     * @param before what stands, as text
     * @param after what will stand, or what stands now, as text
     */
    public record Attribute(String name, String before, String after) {}

    /** The same without some attributes. */
    Change without(List<Attribute> others) {
        return new Change(
                address,
                action,
                attributes.stream()
                        .filter(attribute -> !others.contains(attribute))
                        .toList());
    }

    /** The values that stand instead of those that a plan would set; empty where it comes or goes as a whole. */
    String standing() {
        return texts(attribute ->
                "%s = %s instead of %s".formatted(attribute.name(), attribute.before(), attribute.after()));
    }

    /** The values that were found instead of those that the state remembered. */
    String found() {
        return texts(attribute ->
                "%s = %s instead of %s".formatted(attribute.name(), attribute.after(), attribute.before()));
    }

    private String texts(Function<Attribute, String> text) {
        return attributes.stream().map(text).collect(Collectors.joining(", "));
    }
}
