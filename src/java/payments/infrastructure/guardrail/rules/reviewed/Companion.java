package payments.infrastructure.guardrail.rules.reviewed;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;

/**
 * What must stand beside a resource.
 *
 * @param type its type
 * @param argument where it names the resource; empty when it is enough that it is in the same stack
 */
record Companion(String type, String argument) {
    /** Those that are there. */
    List<Resource> of(Resource resource) {
        return argument.isEmpty()
                ? resource.stack().program().resources(type).stream()
                        .filter(other -> other.stack().equals(resource.stack()))
                        .toList()
                : resource.referrers(type, argument);
    }
}
