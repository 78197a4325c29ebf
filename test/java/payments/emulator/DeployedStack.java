package payments.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A synthesized stack and what Terraform has made of it so far, read from its local state file. Terraform writes that file
 * after each resource, so it can be read while an apply still waits for AWS.
 *
 * @param name name of the stack
 * @param folder folder of its Terraform JSON
 * @param after the stacks that must be applied before it, by name
 */
record DeployedStack(String name, Path folder, Set<String> after) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern READ_OUTPUT =
            Pattern.compile("terraform_remote_state\\.([A-Za-z0-9_-]+)\\.outputs\\.([A-Za-z0-9_]+)");
    private static final String REMOTE_STATE = "data.terraform_remote_state.";

    /** The stacks of an output folder, in the order in which the program wrote them: that of deployment. */
    static List<DeployedStack> in(Path output) {
        List<DeployedStack> stacks = new ArrayList<>();
        for (JsonNode stack : read(output.resolve("manifest.json")).path("stacks")) {
            Set<String> after = new HashSet<>();
            stack.path("dependencies").forEach(name -> after.add(name.asText()));
            stacks.add(new DeployedStack(
                    stack.path("name").asText(),
                    output.resolve(stack.path("workingDirectory").asText()),
                    after));
        }
        return List.copyOf(stacks);
    }

    /**
     * Whether all that a later stack takes from this one is there: the outputs that it reads, and the roles and policies,
     * which it names without a reference.
     */
    boolean hasWhatIsNeededBy(DeployedStack later) {
        JsonNode state = state();
        Set<String> present = new HashSet<>();
        state.path("outputs").fieldNames().forEachRemaining(present::add);
        return present.containsAll(later.outputsReadOf(this)) && identities().equals(identitiesIn(state));
    }

    /** Whether it reads another stack's state. */
    boolean readsStateOf(DeployedStack other) {
        return !outputsReadOf(other).isEmpty();
    }

    /** Whether nothing of it that was made from another stack's state is left. */
    boolean hasLetGoOfOthers() {
        JsonNode state = state();
        return !state.isMissingNode()
                && state.findValues("dependencies").stream()
                        .flatMap(names -> StreamSupport.stream(names.spliterator(), false))
                        .noneMatch(name -> name.asText().startsWith(REMOTE_STATE));
    }

    private Set<String> outputsReadOf(DeployedStack other) {
        Set<String> sources = new HashSet<>();
        read(json()).path("data").path("terraform_remote_state").properties().forEach(source -> {
            String path = source.getValue().path("config").path("path").asText();
            if (folder.resolve(path).normalize().equals(other.stateFile())) {
                sources.add(source.getKey());
            }
        });
        Set<String> outputs = new HashSet<>();
        Matcher reads = READ_OUTPUT.matcher(read(json()).toString());
        while (reads.find()) {
            if (sources.contains(reads.group(1))) {
                outputs.add(reads.group(2));
            }
        }
        return outputs;
    }

    private Set<String> identities() {
        Set<String> addresses = new HashSet<>();
        read(json()).path("resource").properties().stream()
                .filter(type -> type.getKey().startsWith("aws_iam_"))
                .forEach(type -> type.getValue()
                        .fieldNames()
                        .forEachRemaining(resource -> addresses.add(type.getKey() + "." + resource)));
        return addresses;
    }

    private static Set<String> identitiesIn(JsonNode state) {
        Set<String> addresses = new HashSet<>();
        for (JsonNode resource : state.path("resources")) {
            String type = resource.path("type").asText();
            if (resource.path("mode").asText().equals("managed") && type.startsWith("aws_iam_")) {
                addresses.add(type + "." + resource.path("name").asText());
            }
        }
        return addresses;
    }

    private Path json() {
        return folder.resolve("cdk.tf.json");
    }

    private Path stateFile() {
        String path = read(json()).at("/terraform/backend/local/path").asText();
        if (path.isEmpty()) {
            throw new AssertionError("%s keeps its state in no local file".formatted(name));
        }
        return folder.resolve(path).normalize();
    }

    /** Missing where there is none yet. */
    private JsonNode state() {
        Path file = stateFile();
        try {
            return Files.exists(file) ? JSON.readTree(file.toFile()) : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            // Terraform is just writing it: the next look finds it whole.
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
