package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.plan.ShownProgram;

/**
 * One module of a stack: the root, or a call of a local one. It says what names mean inside it: variables, locals, resources with
 * their instances, outputs of the modules that it calls.
 */
final class Module {
    private final Stack stack;
    private final String prefix;
    private final JsonNode root;
    private final @Nullable Path folder;
    private final @Nullable Call call;
    private final Map<String, Declaration> declarations = new LinkedHashMap<>();
    private final Map<String, Provider> providers = new HashMap<>();
    private final Map<String, Map<String, Module>> called = new HashMap<>();
    private final Map<String, Value> locals = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    /**
     * Who calls a module.
     *
     * @param from where the call stands, with what repeats it
     * @param inputs the arguments as they are written there
     * @param doubtful whether Terraform alone knows that there is such a call
     */
    record Call(Scope from, JsonNode inputs, boolean doubtful) {}

    /** The root module of a stack. */
    Module(Stack stack, JsonNode root, @Nullable Path folder) {
        this(stack, "", root, folder, null);
    }

    Module(Stack stack, String prefix, JsonNode root, @Nullable Path folder, @Nullable Call call) {
        this.call = call;
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
            root.path(ShownProgram.SECTION).path(kind.section()).properties().forEach(type -> type.getValue()
                    .properties()
                    .forEach(resource -> {
                        Declaration declared =
                                Declaration.shown(this, kind, type.getKey(), resource.getKey(), resource.getValue());
                        declarations.put(declared.address(), declared);
                    }));
        }
        root.path("provider").properties().forEach(type -> type.getValue().forEach(body -> {
            String alias = body.path("alias").asText("");
            String name = alias.isEmpty() ? type.getKey() : type.getKey() + "." + alias;
            providers.put(name, new Provider(stack, prefix + name, Expansion.later(body, scope()), true));
        }));
    }

    /** Whether Terraform alone knows whether it is called at all. */
    boolean isDoubtful() {
        return call != null && (call.doubtful() || call.from().module().isDoubtful());
    }

    /** How many calls lie around it. */
    int depth() {
        return call == null ? 0 : 1 + call.from().module().depth();
    }

    Map<String, Provider> providers() {
        return providers;
    }

    /** The instances of a module that is called here, by key; none where the call was not read. */
    synchronized Map<String, Module> called(String name) {
        Map<String, Module> known = called.get(name);
        if (known == null) {
            JsonNode body = root.path("module").path(name);
            // A call that needs itself finds none.
            called.put(name, Map.of());
            known = body.isObject() ? ModuleCall.of(this, name, body) : Map.of();
            called.put(name, known);
        }
        return known;
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

    /**
     * The value of a variable: what the call says, or in the root module what a file of values says, or its default, which a
     * user may change in the root module; empty where it has none of these.
     */
    Optional<Value> variable(String name) {
        synchronized (locals) {
            String key = "var." + name;
            Value known = locals.get(key);
            if (known == null && open.add(key)) {
                Optional<Value> computed = computed(name);
                computed.ifPresent(value -> locals.put(key, value));
                open.remove(key);
                return computed;
            }
            return Optional.ofNullable(known);
        }
    }

    private Optional<Value> computed(String name) {
        JsonNode shown = root.path(ShownProgram.SECTION).path("variable").path(name);
        if (!shown.isMissingNode()) {
            return Optional.of(Resolver.value(scope(), shown));
        }
        JsonNode variable = root.path("variable").path(name);
        boolean isNullable = !variable.path("nullable").asText("").equals("false");
        return given(name, variable)
                .filter(value -> isNullable || value.isPresent())
                .or(() -> defaulted(name, variable))
                .map(value -> VariableType.complete(scope(), variable.path("type"), value));
    }

    /** What the call or a file of values says. */
    private Optional<Value> given(String name, JsonNode variable) {
        if (call != null) {
            return call.inputs().has(name)
                    ? Optional.of(Resolver.value(call.from(), call.inputs().get(name)))
                    : Optional.empty();
        }
        JsonNode value = root.path(VariableFiles.VALUES).path(name);
        return variable.isObject() && !value.isMissingNode()
                ? Optional.of(Resolver.value(scope(), value))
                : Optional.empty();
    }

    private Optional<Value> defaulted(String name, JsonNode variable) {
        if (!variable.has("default")) {
            return Optional.empty();
        }
        if (call == null) {
            stack.assumes(name);
        }
        return Optional.of(Resolver.value(scope(), variable.get("default")));
    }

    /** The path of its folder from that of the root module, as Terraform has it; empty for a stack in memory. */
    Optional<String> path() {
        return stack.folder().flatMap(from -> folder().map(own -> {
            String path = from.normalize().relativize(own.normalize()).toString();
            return path.isEmpty() ? "." : path;
        }));
    }

    /** The provider configuration that a name means here: what the call passes, its own, or that of the caller. */
    Provider provider(String name) {
        if (call != null) {
            String passed = call.inputs().path("providers").path(name).asText("");
            Module caller = call.from().module();
            if (!passed.isEmpty()) {
                return caller.provider(bare(passed));
            }
            if (!providers.containsKey(name) && !name.contains(".")) {
                return caller.provider(name);
            }
        }
        Provider own = providers.get(name);
        return own != null ? own : new Provider(stack, prefix + name, MissingNode.getInstance(), false);
    }

    /** A reference that stands without an expression's braces, or with them, as old programs have it. */
    static String bare(String reference) {
        int start = reference.startsWith("${") ? 2 : 0;
        int end = reference.endsWith("}") ? reference.length() - 1 : reference.length();
        return start <= end ? reference.substring(start, end).strip() : "";
    }
}
