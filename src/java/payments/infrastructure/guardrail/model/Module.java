package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One module of a stack: the root, or a call of a local one. It says what names mean inside it: variables, locals, resources with
 * their instances, outputs of the modules that it calls.
 */
final class Module {
    private final Stack stack;
    private final String prefix;
    private final JsonNode root;
    private final @Nullable Path folder;
    private final Map<String, Declaration> declarations = new LinkedHashMap<>();
    private final Map<String, Value> locals = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    Module(Stack stack, String prefix, JsonNode root, @Nullable Path folder) {
        this.stack = stack;
        this.prefix = prefix;
        this.root = root;
        this.folder = folder;
        for (Resource.Kind kind : Resource.Kind.values()) {
            root.path(kind.section())
                    .properties()
                    .forEach(type -> type.getValue().properties().forEach(resource -> {
                        Declaration declared =
                                new Declaration(this, kind, type.getKey(), resource.getKey(), resource.getValue());
                        declarations.put(declared.address(), declared);
                    }));
        }
    }

    Stack stack() {
        return stack;
    }

    /** What stands before the addresses of its resources: empty, or such as {@code module.network.}. */
    String prefix() {
        return prefix;
    }

    JsonNode root() {
        return root;
    }

    Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** The meaning of names outside of any block that repeats. */
    Scope scope() {
        return new Scope(this, Map.of());
    }

    Collection<Declaration> declarations() {
        return declarations.values();
    }

    /** The declaration at an address without key, such as {@code data.aws_caller_identity.account}. */
    Optional<Declaration> declaration(String address) {
        return Optional.ofNullable(declarations.get(address));
    }

    /** The value of a local, computed once; empty where there is none or where it needs itself. */
    Optional<Value> local(String name) {
        JsonNode written = root.path("locals").path(name);
        if (written.isMissingNode()) {
            return Optional.empty();
        }
        synchronized (locals) {
            Value known = locals.get(name);
            if (known == null && open.add(name)) {
                known = Resolver.value(scope(), written);
                locals.put(name, known);
                open.remove(name);
            }
            return Optional.ofNullable(known);
        }
    }

    /** What a variable may be: its default, which a user may change; empty where it has none. */
    Optional<Value> variable(String name) {
        JsonNode variable = root.path("variable").path(name);
        if (!variable.has("default")) {
            return Optional.empty();
        }
        stack.assumes(name);
        return Optional.of(Resolver.value(scope(), variable.get("default")));
    }

    /** The provider configuration that a name means here. */
    Provider provider(String name) {
        return stack.provider(name);
    }
}
