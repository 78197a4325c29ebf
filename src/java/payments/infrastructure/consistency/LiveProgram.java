package payments.infrastructure.consistency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;

/**
 * What really stands in each environment, in the shape of the program that made it: so that live environments can be
 * compared by the same rules as synthesized ones. It reads what {@code terraform show -json} writes of a plan or a state
 * (Terraform documentation, "JSON Output Format").
 *
 * <p>Of a resource only what the program configures is taken: what AWS makes up by itself, such as ids, differs always and
 * says nothing. A value that the program computes from another resource is left as the program writes it, for the same
 * reason, where it can have come of that ({@link LiveText}). A resource that the program does not know is taken by its address.
 */
public final class LiveProgram {
    private LiveProgram() {}

    /**
     * The live program.
     *
     * @param synthesized the program that the environments were deployed from
     * @param shown what Terraform shows of each stack, by the stack's name
     * @param environments whose stacks are compared; others, such as the place of the state itself, are left out
     * @throws IllegalArgumentException when a stack is not shown, or what is shown is no plan or state
     */
    public static Program of(Program synthesized, Map<String, JsonNode> shown, List<EnvironmentFacts> environments) {
        Map<String, JsonNode> roots = new LinkedHashMap<>();
        for (Stack stack : compared(synthesized, environments)) {
            JsonNode json = shown.get(stack.name());
            if (json == null) {
                throw new IllegalArgumentException(
                        "stack %s is not shown; shown are %s".formatted(stack.name(), shown.keySet()));
            }
            roots.put(stack.name(), live(stack, json));
        }
        return Program.of(roots);
    }

    /**
     * The stacks that should hold resources and hold none: they were not applied, or this is not their state.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public static List<String> withoutResources(
            Program synthesized, Map<String, JsonNode> shown, List<EnvironmentFacts> environments) {
        Program live = of(synthesized, shown, environments);
        return compared(synthesized, environments).stream()
                .filter(stack -> stack.resources().stream().anyMatch(LiveProgram::managed))
                .map(Stack::name)
                .filter(name -> live.stack(name).stream()
                        .flatMap(stack -> stack.resources().stream())
                        .noneMatch(LiveProgram::managed))
                .toList();
    }

    private static boolean managed(Resource resource) {
        return resource.kind() == Resource.Kind.MANAGED;
    }

    /** The stacks that must be shown. */
    public static List<Stack> compared(Program synthesized, List<EnvironmentFacts> environments) {
        return synthesized.stacks().stream()
                .filter(stack -> environments.stream()
                        .anyMatch(environment -> !environment.role(stack.name()).isEmpty()))
                .toList();
    }

    private static JsonNode live(Stack stack, JsonNode json) {
        ObjectNode root = stack.root().deepCopy();
        ObjectNode resources = root.putObject("resource");
        collect(module(stack.name(), json), stack, resources);
        return root;
    }

    /** A plan has refreshed the state before it planned: that is what really stands. */
    private static JsonNode module(String stack, JsonNode json) {
        for (String section : new String[] {"/prior_state/values", "/values", "/planned_values"}) {
            JsonNode values = json.at(section);
            if (values.isObject()) {
                return values.path("root_module");
            }
        }
        // An empty state has no values at all.
        if (json.has("format_version")) {
            return json.path("no values");
        }
        throw new IllegalArgumentException(
                "stack %s: this is not what 'terraform show -json' writes; it has the keys %s"
                        .formatted(
                                stack,
                                json.properties().stream()
                                        .map(Map.Entry::getKey)
                                        .toList()));
    }

    private static void collect(JsonNode module, Stack stack, ObjectNode resources) {
        for (JsonNode shown : module.path("resources")) {
            if (shown.path("mode").asText().equals("managed")) {
                String type = shown.path("type").asText();
                // Several of one address are distinguished by their index.
                String name = shown.path("name").asText() + index(shown.path("index"));
                Optional<Resource> configured =
                        stack.resource(type + "." + shown.path("name").asText());
                resources
                        .withObjectProperty(type)
                        .set(
                                name,
                                configured
                                        .map(resource -> LiveValues.of(resource.body(), shown.path("values")))
                                        .orElseGet(resources::objectNode));
            }
        }
        module.path("child_modules").forEach(child -> collect(child, stack, resources));
    }

    private static String index(JsonNode index) {
        return index.isMissingNode() ? "" : "[" + index.asText() + "]";
    }
}
