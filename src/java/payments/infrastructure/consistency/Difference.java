package payments.infrastructure.consistency;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that is not the same in all environments.
 *
 * @param location where it is
 * @param values what stands in each environment
 * @param unlikeFirst the environments in which it is not as in the first one
 */
public record Difference(Location location, Map<String, String> values, Set<String> unlikeFirst) {
    @Override
    public String toString() {
        return location
                + values.entrySet().stream()
                        .map(value -> value.getKey() + " = " + value.getValue())
                        .collect(Collectors.joining(", ", "  ", ""));
    }
}
