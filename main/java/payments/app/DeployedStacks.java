package payments.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.stack.StackNames;

/**
 * The stacks of a deployment's environments in an output folder, in the order in which they must be deployed. Which stack is
 * the deployment file says whose, never the first letters of a name: {@code prod-eu-iam} is none of {@code prod}.
 *
 * <p>The stacks of the state's own places are left out: they are deployed once, by hand, before there is a state.
 */
final class DeployedStacks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Deployment deployment;
    private final Map<String, JsonNode> manifest = new LinkedHashMap<>();

    /**
     * Reads the folder's manifest, which the framework writes.
     *
     * @throws BadInputException when there is none, or when it lacks a stack of the deployment
     */
    DeployedStacks(Path folder, Deployment deployment) {
        this.folder = folder;
        this.deployment = deployment;
        read(folder.resolve("manifest.json"))
                .path("stacks")
                .properties()
                .forEach(stack -> manifest.put(stack.getKey(), stack.getValue()));
        List<String> missing = expected().stream()
                .filter(stack -> !manifest.containsKey(stack))
                .toList();
        if (!missing.isEmpty()) {
            throw refused(folder.resolve("manifest.json"), "lacks " + String.join(", ", missing));
        }
    }

    /** Their names, each after all that it depends on. */
    List<String> names() {
        Set<String> ordered = new LinkedHashSet<>();
        expected().forEach(stack -> add(stack, ordered));
        ordered.retainAll(expected());
        return List.copyOf(ordered);
    }

    /** Those whose state is a file on this machine. */
    List<String> withLocalState() {
        return names().stream().filter(this::keepsStateHere).toList();
    }

    private Set<String> expected() {
        Set<String> names = new LinkedHashSet<>();
        for (Environment environment : deployment.environments()) {
            names.add(StackNames.iam(environment));
            environment.regions().forEach(region -> names.add(StackNames.region(environment, region)));
        }
        return names;
    }

    private void add(String stack, Set<String> ordered) {
        if (!ordered.contains(stack)) {
            List<String> before = new ArrayList<>();
            stack(stack).path("dependencies").forEach(name -> before.add(name.asText()));
            before.forEach(name -> add(name, ordered));
            ordered.add(stack);
        }
    }

    private boolean keepsStateHere(String stack) {
        JsonNode terraform = read(folder.resolve(
                        stack(stack).path("synthesizedStackPath").asText()))
                .path("terraform");
        return terraform.at("/backend/local").isObject()
                || (terraform.path("backend").isMissingNode()
                        && terraform.path("cloud").isMissingNode());
    }

    private JsonNode stack(String name) {
        JsonNode stack = manifest.get(name);
        if (stack == null) {
            throw refused(folder.resolve("manifest.json"), "lacks " + name);
        }
        return stack;
    }

    private JsonNode read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw refused(file, "is not there");
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw refused(
                    file, "cannot be read as JSON (%s)".formatted(e.getClass().getSimpleName()));
        }
    }

    private BadInputException refused(Path at, String what) {
        return new BadInputException("""
                payments: these are not the stacks of deployment %s
                  at       %s: %s
                  needed   what 'payments synth' writes of the same deployment and environment
                  change   run 'payments synth' with the same --deployment, --environment and --output first""".formatted(deployment.name(), at, what));
    }
}
