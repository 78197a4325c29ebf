package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.plan.ShownProgram;

/**
 * A resource as it is declared, and the instances that {@code count} or {@code for_each} make of it. Where their number is known
 * only to Terraform, there is one instance, which may not exist.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/meta-arguments/for_each">Terraform: for_each</a>
 */
final class Declaration {
    /** More are not worth the time: they are as alike as these. */
    static final int MOST_INSTANCES = 1000;

    private final Module module;
    private final Resource.Kind kind;
    private final String type;
    private final String name;
    private final JsonNode body;
    private final JsonNode shown;
    private @Nullable Map<String, Resource> instances;
    private boolean open;

    Declaration(Module module, Resource.Kind kind, String type, String name, JsonNode body) {
        this(module, kind, type, name, body, MissingNode.getInstance());
    }

    private Declaration(Module module, Resource.Kind kind, String type, String name, JsonNode body, JsonNode shown) {
        this.shown = shown;
        this.module = module;
        this.kind = kind;
        this.type = type;
        this.name = name;
        this.body = body;
    }

    /** One of which Terraform shows the instances that it made. */
    static Declaration shown(Module module, Resource.Kind kind, String type, String name, JsonNode body) {
        return new Declaration(module, kind, type, name, body, body.path(ShownProgram.INSTANCES));
    }

    /** The address inside the module, without a key. */
    String address() {
        return kind.prefix() + type + "." + name;
    }

    /** Whether it is declared with {@code count} or {@code for_each}. */
    boolean isRepeated() {
        return body.has("count") || body.has("for_each");
    }

    /** The instances by key, {@code 0} of a list; the key of one without {@code count} and {@code for_each} is empty. */
    Map<String, Resource> instances() {
        Map<String, Resource> known = instances;
        if (known != null) {
            return known;
        }
        if (open) {
            // What repeats it needs its instances: Terraform refuses such a circle.
            return Map.of();
        }
        open = true;
        known = shown.isObject()
                ? all(shown)
                : Repetition.of(body, module.scope()).map(this::each).orElseGet(this::only);
        instances = known;
        open = false;
        return known;
    }

    /** The instances that are shown; each knows its key, and its value where the program says it. */
    private Map<String, Resource> all(JsonNode bodies) {
        Map<String, Resource> made = new LinkedHashMap<>();
        Repetition.shown(body, bodies, module.scope())
                .forEach((key, scope) -> made.put(
                        key,
                        new Resource(
                                module, this, key(key), Expansion.of(bodies.path(key), scope), module.isDoubtful())));
        return made;
    }

    private Map<String, Resource> only() {
        return isRepeated() && !module.stack().hasDoubtful()
                ? Map.of()
                : Map.of("", instance("", module.scope(), isRepeated()));
    }

    private Map<String, Resource> each(Map<String, Scope> scopes) {
        Map<String, Resource> made = new LinkedHashMap<>();
        scopes.forEach((key, scope) -> made.put(key, instance(key(key), scope, false)));
        return made;
    }

    private String key(String key) {
        return body.has("count") ? "[" + key + "]" : "[" + TextNode.valueOf(key) + "]";
    }

    private Resource instance(String key, Scope scope, boolean doubtful) {
        return new Resource(module, this, key, Expansion.of(body, scope), doubtful || module.isDoubtful());
    }

    Resource.Kind kind() {
        return kind;
    }

    String type() {
        return type;
    }

    String name() {
        return name;
    }

    /** All instances as one value: a list by {@code count}, a map by {@code for_each}. */
    Value all() {
        if (!isRepeated() || instances().containsKey("")) {
            return instances().values().stream()
                    .findFirst()
                    .map(Declaration::whole)
                    .orElseGet(Value::absent);
        }
        if (body.has("count")) {
            return Value.list(
                    instances().values().stream().map(Declaration::whole).toList());
        }
        Map<String, Value> members = new LinkedHashMap<>();
        instances().forEach((key, instance) -> members.put(key, whole(instance)));
        return Value.map(members);
    }

    static Value whole(Resource resource) {
        return Value.of(TextNode.valueOf(Identity.opaque(resource, ""))).from(resource, "");
    }

    /** The instance of a key; the only one where the number is unknown. */
    Optional<Resource> instance(String key) {
        Resource exact = instances().get(key);
        return exact != null
                ? Optional.of(exact)
                : Optional.ofNullable(instances().get(""));
    }
}
