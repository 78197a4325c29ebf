package payments.infrastructure.guardrail.model;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What AWS calls the resources that a plan or a state shows: their ARNs and the ids that AWS made. A state has no references any
 * more: that one resource uses another is only to be seen by such a name.
 */
final class OwnNames {
    /** What AWS makes: {@code vpc-0a1b2c3d} or a UUID. A name that a user chose may be that of several things. */
    private static final String MADE =
            "[a-z]+(-[a-z]+)*-[0-9a-f]{8,17}|(mrk-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}";

    private final boolean shown;
    private final Map<String, Resource> byName = new ConcurrentHashMap<>();

    /**
     * None yet.
     *
     * @param shown whether the stack is a plan or a state; no other has such names
     */
    OwnNames(boolean shown) {
        this.shown = shown;
    }

    void add(Resource resource) {
        if (!shown || resource.kind() != Resource.Kind.MANAGED) {
            return;
        }
        String arn = resource.body().path("arn").asText();
        String id = resource.body().path("id").asText();
        if (arn.startsWith("arn:")) {
            byName.putIfAbsent(arn, resource);
        }
        if (id.matches(MADE)) {
            // What is about a thing may have its id; the thing itself has it in its ARN.
            if (arn.endsWith("/" + id)) {
                byName.put(id, resource);
            } else {
                byName.putIfAbsent(id, resource);
            }
        }
    }

    Optional<Resource> find(String literal) {
        return shown && literal.length() < 2048 ? Optional.ofNullable(byName.get(literal)) : Optional.empty();
    }
}
