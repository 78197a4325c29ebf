package payments.infrastructure.guardrail.model.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a module of each module that a plan or a state shows, and of those of which it shows the calls only. */
final class ShownModules {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode NONE = MissingNode.getInstance();
    private static final Pattern STEP = Pattern.compile("module\\.([^.\\[]+)(?:\\[(.*)])?", Pattern.DOTALL);
    private static final Pattern REFERRED = Pattern.compile("(data\\.)?[a-z][a-z0-9]*_[a-z0-9_]*\\.[A-Za-z_][\\w-]*");
    private static final int DEEPEST = 40;

    private final JsonNode json;
    private final boolean planned;
    private final Map<String, JsonNode> unknown = new HashMap<>();
    private final Map<String, JsonNode> read = new HashMap<>();
    private final Map<String, ObjectNode> modules = new LinkedHashMap<>();
    private final Secrets secrets = Secrets.none();
    private final ShownProviders providers;
    private int links;

    ShownModules(JsonNode json) {
        this.json = json;
        this.planned = json.has("planned_values");
        json.path("resource_changes").forEach(resource -> {
            // What is deposed is removed, and has the address of what takes its place.
            if (!resource.has("deposed")) {
                unknown.put(
                        resource.path("address").asText(),
                        resource.path("change").path("after_unknown"));
                secrets.add(
                        resource.path("address").asText(),
                        resource.path("change").path("after"),
                        resource.path("change").path("after_sensitive"));
            }
        });
        byModule(json.path("prior_state").path("values").path("root_module"), 0);
        this.providers = new ShownProviders(json);
    }

    /** The modules of what was read before the plan: its data sources are known. */
    private void byModule(JsonNode module, int depth) {
        if (depth < DEEPEST) {
            read.put(module.path("address").asText(), module);
            module.path("child_modules").forEach(child -> byModule(child, depth + 1));
        }
    }

    ShownProgram program() {
        JsonNode values = json.path(planned ? "planned_values" : "values");
        JsonNode configuration = json.path("configuration").path("root_module");
        values.path("outputs").forEach(output -> secret(output, output.path("value")));
        ObjectNode root = module("", values.path("root_module"), configuration, 0);
        ObjectNode given = root.withObjectProperty(ShownProgram.SECTION).withObjectProperty("variable");
        json.path("variables").properties().forEach(variable -> {
            JsonNode value = variable.getValue().path("value");
            given.set(variable.getKey(), Body.literals(value));
            secret(configuration.path("variables").path(variable.getKey()), value);
        });
        root.set("provider", providers.blocks(new Body("provider", "", List.of(), true)));
        ObjectNode sources = providers.sources();
        if (!sources.isEmpty()) {
            root.withObjectProperty("terraform").set("required_providers", sources);
        }
        return new ShownProgram(root, modules, secrets, links);
    }

    private void secret(JsonNode marked, JsonNode value) {
        if (marked.path("sensitive").asBoolean()) {
            secrets.add(value);
            secrets.add(marked.path("default"));
        }
    }

    private ObjectNode module(String address, JsonNode shown, JsonNode configured, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "has modules more than %d deep, which are not read; call fewer inside one another"
                            .formatted(DEEPEST));
        }
        ObjectNode form = NODES.objectNode();
        Map<String, JsonNode> blocks = new HashMap<>();
        configured
                .path("resources")
                .forEach(block -> blocks.put(block.path("address").asText(), block));
        Map<String, JsonNode> resources = new LinkedHashMap<>();
        read.getOrDefault(address, NONE).path("resources").forEach(resource -> {
            if (resource.path("mode").asText().equals("data")) {
                resources.put(resource.path("address").asText(), resource);
            }
        });
        shown.path("resources")
                .forEach(resource -> resources.put(resource.path("address").asText(), resource));
        resources.values().forEach(resource -> resource(address, resource, blocks, form));
        outputs(address, configured, form);
        calls(address, shown, configured, form, depth);
        return form;
    }

    private void resource(String module, JsonNode resource, Map<String, JsonNode> blocks, ObjectNode form) {
        String type = resource.path("type").asText();
        String name = resource.path("name").asText();
        String mode = resource.path("mode").asText();
        String address = resource.path("address").asText();
        String section = mode.equals("managed") ? "resource" : mode;
        JsonNode block = blocks.getOrDefault((mode.equals("managed") ? "" : mode + ".") + type + "." + name, NONE);
        String key = OnlyReference.key(resource.path("index"));
        secrets.add(address, resource.path("values"), resource.path("sensitive_values"));
        Body body =
                new Body(address, key, Written.references(block.path("for_each_expression")), mode.equals("managed"));
        ObjectNode made =
                body.of(resource.path("values"), unknown.getOrDefault(address, NONE), block.path("expressions"));
        links += body.linked();
        if (mode.equals("managed")) {
            // It is in the configuration, and in no plan.
            ObjectNode lifecycle = made.putObject("lifecycle");
            List.of("prevent_destroy", "create_before_destroy")
                    .forEach(argument ->
                            lifecycle.set(argument, Texts.unknown(address + ".lifecycle." + argument, List.of())));
        }
        JsonNode commands = provisioners(address, block);
        if (!commands.isEmpty()) {
            made.set("provisioner", commands);
        }
        providers.settle(made, resource, block);
        Set<String> after = after(module, resource, block);
        if (!after.isEmpty()) {
            after.forEach(made.putArray("depends_on")::add);
        }
        if (key.isEmpty()) {
            form.withObjectProperty(section).withObjectProperty(type).set(name, made);
            return;
        }
        ObjectNode repeated = form.withObjectProperty(ShownProgram.SECTION)
                .withObjectProperty(section)
                .withObjectProperty(type)
                .withObjectProperty(name);
        repetition(repeated, resource.path("index").isNumber(), block);
        repeated.withObjectProperty(ShownProgram.INSTANCES)
                .set(resource.path("index").asText(), made);
    }

    /** The commands that run when it is made, of which the plan has the configuration alone. */
    private static JsonNode provisioners(String address, JsonNode block) {
        ArrayNode commands = NODES.arrayNode();
        block.path("provisioners").forEach(provisioner -> {
            String kind = provisioner.path("type").asText();
            Body body = new Body(address + ".provisioner." + kind, "", List.of(), false);
            commands.addObject().set(kind, body.argument(kind, provisioner.path("expressions")));
        });
        return commands;
    }

    /** What it is made after: by {@code depends_on}, and by what it refers to, of which a known value shows nothing. */
    private static Set<String> after(String module, JsonNode resource, JsonNode block) {
        Set<String> after = new LinkedHashSet<>();
        String prefix = module.replaceAll("\\[[^]]*]", "");
        for (JsonNode written : List.of(block.path("depends_on"), resource.path("depends_on"))) {
            written.forEach(one -> after.add(
                    !prefix.isEmpty() && one.asText().startsWith(prefix + ".")
                            ? one.asText().substring(prefix.length() + 1)
                            : one.asText()));
        }
        Written.allReferences(block.path("expressions")).forEach(reference -> {
            Matcher referred = REFERRED.matcher(reference);
            if (referred.lookingAt()) {
                after.add(referred.group());
            }
        });
        return after;
    }

    /** By what a block is repeated, with the expression where the plan has it. */
    private static void repetition(ObjectNode repeated, boolean counted, JsonNode block) {
        String argument = counted ? "count" : "for_each";
        JsonNode text = Written.text(block.path(argument + "_expression"));
        repeated.set(argument, text.isMissingNode() ? Texts.unknown(argument, List.of()) : text);
    }

    private void outputs(String address, JsonNode configured, ObjectNode form) {
        Body body = new Body(address.isEmpty() ? "output" : address, "", List.of(), true);
        configured.path("outputs").properties().forEach(output -> form.withObjectProperty("output")
                .withObjectProperty(output.getKey())
                .set("value", body.argument(output.getKey(), output.getValue().path("expression"))));
    }

    private void calls(String address, JsonNode shown, JsonNode configured, ObjectNode form, int depth) {
        JsonNode calls = configured.path("module_calls");
        for (JsonNode child : shown.path("child_modules")) {
            String inner = child.path("address").asText();
            Matcher step = STEP.matcher(
                    address.isEmpty() ? inner : inner.substring(Math.min(inner.length(), address.length() + 1)));
            if (!inner.startsWith(address) || !step.matches()) {
                throw new IllegalArgumentException(
                        "has a module with the address \"%s\" inside \"%s\", which is none; write the file again by terraform show -json"
                                .formatted(inner, address));
            }
            String name = step.group(1);
            String index = step.group(2) == null ? "" : step.group(2);
            call(name, index, module(inner, child, calls.path(name).path("module"), depth + 1), calls.path(name), form);
        }
        calls.properties().forEach(entry -> {
            JsonNode call = entry.getValue();
            boolean repeated = call.has("for_each_expression") || call.has("count_expression");
            boolean made = form.path("module").has(entry.getKey());
            if (!made && !repeated) {
                // It holds no resource, and may have outputs that others read.
                String inner = (address.isEmpty() ? "" : address + ".") + "module." + entry.getKey();
                call(entry.getKey(), "", module(inner, NONE, call.path("module"), depth + 1), call, form);
            } else if (!made) {
                form.withObjectProperty("module").withObjectProperty(entry.getKey());
                form.withObjectProperty(ShownProgram.SECTION)
                        .withObjectProperty("module")
                        .withObjectProperty(entry.getKey())
                        .withObjectProperty(ShownProgram.INSTANCES);
            }
        });
    }

    private void call(String name, String index, ObjectNode module, JsonNode call, ObjectNode form) {
        String source = "./" + modules.size();
        modules.put(source, module);
        if (!form.path("module").has(name)) {
            ObjectNode inputs = form.withObjectProperty("module").withObjectProperty(name);
            Body body = new Body("module." + name, "", List.of(), true);
            call.path("expressions")
                    .properties()
                    .forEach(input -> inputs.set(input.getKey(), body.argument(input.getKey(), input.getValue())));
            providers.pass(inputs);
        }
        ObjectNode repeated = form.withObjectProperty(ShownProgram.SECTION)
                .withObjectProperty("module")
                .withObjectProperty(name);
        boolean counted = index.matches("[0-9]+");
        if (!index.isEmpty()) {
            repetition(repeated, counted, call);
        }
        String key = counted || index.isEmpty() ? index : text(index);
        repeated.withObjectProperty(ShownProgram.INSTANCES).put(key, source);
    }

    private static String text(String quoted) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(quoted)
                    .asText();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "has a module with the key [%s], which is none; write the file again by terraform show -json"
                            .formatted(quoted),
                    e);
        }
    }
}
