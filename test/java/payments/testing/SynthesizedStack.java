package payments.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The Terraform JSON of one stack, parsed once, to be asked by type, name and property.
 *
 * @param name the stack's name
 * @param json the whole document
 */
public record SynthesizedStack(String name, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The stack that a text of Terraform JSON describes. */
    public static SynthesizedStack parse(String name, String text) {
        try {
            return new SynthesizedStack(name, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("stack %s is no JSON".formatted(name), e);
        }
    }

    /** The stack in a folder that the program wrote. */
    public static SynthesizedStack read(Path folder) {
        try {
            return parse(folder.getFileName().toString(), Files.readString(folder.resolve("cdk.tf.json")));
        } catch (IOException e) {
            throw new UncheckedIOException("no stack in " + folder, e);
        }
    }

    /** Every resource. */
    public List<SynthesizedResource> resources() {
        return types().flatMap(type -> resources(type).stream()).toList();
    }

    /** The resources of a type, such as {@code aws_subnet}. */
    public List<SynthesizedResource> resources(String type) {
        List<SynthesizedResource> found = new ArrayList<>();
        json.path("resource")
                .path(type)
                .forEachEntry((id, arguments) -> found.add(new SynthesizedResource(type, id, arguments)));
        return found;
    }

    /** The only resource of a type. */
    public SynthesizedResource resource(String type) {
        List<SynthesizedResource> found = resources(type);
        if (found.size() != 1) {
            throw new AssertionError("stack %s should have one %s but has %d: %s"
                    .formatted(
                            name,
                            type,
                            found.size(),
                            found.stream().map(SynthesizedResource::address).toList()));
        }
        return found.get(0);
    }

    /** The resource of a type whose construct path ends like this. */
    public SynthesizedResource resource(String type, String pathEnd) {
        List<SynthesizedResource> all = resources(type);
        List<SynthesizedResource> found = all.stream()
                .filter(resource -> resource.path().endsWith(pathEnd))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("stack %s should have one %s whose path ends with '%s'; its paths are %s"
                    .formatted(
                            name,
                            type,
                            pathEnd,
                            all.stream().map(SynthesizedResource::path).toList()));
        }
        return found.get(0);
    }

    /** The value of an output. */
    public JsonNode output(String output) {
        JsonNode value = json.path("output").path(output).path("value");
        if (value.isMissingNode()) {
            throw new AssertionError(
                    "stack %s has no output '%s'; it has %s".formatted(name, output, fieldNames(json.path("output"))));
        }
        return value;
    }

    /** The names of the outputs, sorted. */
    public List<String> outputs() {
        return fieldNames(json.path("output"));
    }

    /** The aliases of the AWS providers. */
    public List<String> providerAliases() {
        List<String> aliases = new ArrayList<>();
        json.path("provider")
                .path("aws")
                .forEach(provider -> aliases.add(provider.path("alias").asText()));
        return aliases;
    }

    /** The resources whose construct path starts like this. */
    public List<SynthesizedResource> under(String path) {
        return resources().stream()
                .filter(resource -> resource.path().startsWith(path))
                .toList();
    }

    private Stream<String> types() {
        return fieldNames(json.path("resource")).stream();
    }

    private static List<String> fieldNames(JsonNode node) {
        TreeSet<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }
}
