package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.model.plan.ShownProgram;

/**
 * A call of a module. Modules of the same disk are read, as Terraform does; what it would download is not here.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/modules/sources#local-paths">Terraform: local paths</a>
 */
final class ModuleCall {
    /** A module that calls itself never ends; Terraform refuses it too. */
    private static final int DEEPEST = 12;

    private ModuleCall() {}

    /** The instances of a called module by key. What cannot be read is noted in the stack. */
    static Map<String, Module> of(Module caller, String name, JsonNode body) {
        String address = caller.prefix() + "module." + name;
        JsonNode instancesShown =
                caller.root().path(ShownProgram.SECTION).path("module").path(name);
        if (instancesShown.isObject()) {
            return shown(caller, address, body, instancesShown);
        }
        boolean repeated = body.has("count") || body.has("for_each");
        Optional<Map<String, Scope>> scopes = Repetition.of(body, caller.scope());
        if (scopes.filter(Map::isEmpty).isPresent()) {
            return Map.of();
        }
        String source = body.path("source").asText("");
        Optional<Path> folder = caller.folder().filter(none -> isLocal(source)).map(from -> from.resolve(source)
                .normalize());
        Optional<JsonNode> root = folder.flatMap(caller.stack()::called).filter(none -> caller.depth() < DEEPEST);
        if (root.isEmpty()) {
            caller.stack().notRead(address, source);
            return Map.of();
        }
        Map<String, Module> instances = new LinkedHashMap<>();
        if (scopes.isEmpty()) {
            if (!repeated || caller.stack().hasDoubtful()) {
                Module.Call only = new Module.Call(caller.scope(), body, repeated);
                instances.put("", new Module(caller.stack(), address + ".", root.get(), folder.get(), only));
            }
            return instances;
        }
        scopes.get().forEach((key, scope) -> {
            String shown = body.has("count") ? "[" + key + "]" : "[" + TextNode.valueOf(key) + "]";
            Module.Call call = new Module.Call(scope, body, false);
            instances.put(key, new Module(caller.stack(), address + shown + ".", root.get(), folder.get(), call));
        });
        return instances;
    }

    /** The instances that Terraform shows, each with what it shows of it. */
    private static Map<String, Module> shown(Module caller, String address, JsonNode body, JsonNode shown) {
        Map<String, Module> instances = new LinkedHashMap<>();
        JsonNode sources = shown.path(ShownProgram.INSTANCES);
        Repetition.shown(shown, sources, caller.scope()).forEach((key, scope) -> {
            String bracketed = shown.has("count")
                    ? "[" + key + "]"
                    : shown.has("for_each") ? "[" + TextNode.valueOf(key) + "]" : "";
            caller.stack()
                    .shown(sources.path(key).asText())
                    .ifPresent(root -> instances.put(
                            key,
                            new Module(
                                    caller.stack(),
                                    address + bracketed + ".",
                                    root,
                                    null,
                                    new Module.Call(scope, body, false))));
        });
        return instances;
    }

    static boolean isLocal(String source) {
        return source.startsWith("./") || source.startsWith("../") || source.equals(".") || source.equals("..");
    }
}
