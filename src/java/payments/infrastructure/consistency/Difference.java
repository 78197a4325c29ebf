package payments.infrastructure.consistency;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something that is not the same in all environments.
 *
 * @param stack the stack's role, such as {@code region-1}
 * @param resource type and construct path; or another section of the stack
 * @param attribute the attribute's path; empty when the resource as a whole is missing somewhere
 * @param values what stands in each environment
 * @param allowed why it may differ, if it may
 */
public record Difference(
        String stack,
        String resource,
        String attribute,
        Map<String, String> values,
        Optional<AllowedDifference> allowed) {

    /** One line for people. */
    public String line() {
        String where = attribute.isEmpty() ? resource : resource + ": " + attribute;
        String what = values.entrySet().stream()
                .map(value -> value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining(", "));
        String verdict =
                allowed.map(entry -> "allowed (" + entry.setting() + ")").orElse("NOT ALLOWED");
        return verdict + "  " + stack + "  " + where + "  " + what;
    }
}
