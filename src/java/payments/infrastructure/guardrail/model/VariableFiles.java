package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The values for variables that Terraform takes by itself from the folder of a root module: {@code terraform.tfvars}, then
 * {@code terraform.tfvars.json}, then each {@code *.auto.tfvars} and {@code *.auto.tfvars.json} in the order of their names. A
 * later file wins. Other files of variables are taken only where a user names them.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence">Terraform:
 *     precedence of variable definitions</a>
 */
final class VariableFiles {
    /** Where the values stand in the form of {@link TerraformJson}; no block of Terraform has this name. */
    static final String VALUES = "values";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String JSON = ".json";
    private static final List<String> FIRST = List.of("terraform.tfvars", "terraform.tfvars.json");

    private VariableFiles() {}

    /**
     * The values that a folder gives, by variable.
     *
     * @throws UnreadableProgramException when a file cannot be read
     */
    static ObjectNode in(Path folder) {
        ObjectNode values = NODES.objectNode();
        for (Path file : files(folder)) {
            if (name(file).endsWith(JSON)) {
                JsonNode read = ConfigurationFile.json(file);
                if (!read.isObject()) {
                    throw new UnreadableProgramException(
                            file + ": holds no JSON object; write it as {\"variable\": value}");
                }
                read.properties().forEach(value -> values.set(value.getKey(), literal(value.getValue())));
            } else {
                HclSource.values(file).forEach(values::set);
            }
        }
        return values;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> listed = Files.list(folder)) {
            List<Path> all = listed.filter(Files::isRegularFile).toList();
            List<Path> ordered = new ArrayList<>();
            FIRST.forEach(first ->
                    all.stream().filter(file -> name(file).equals(first)).forEach(ordered::add));
            all.stream()
                    .filter(file ->
                            name(file).endsWith(".auto.tfvars") || name(file).endsWith(".auto.tfvars.json"))
                    .filter(file -> !ConfigurationFile.isIgnored(name(file)))
                    .sorted(Comparator.comparing(VariableFiles::name))
                    .forEach(ordered::add);
            return ordered;
        } catch (IOException e) {
            throw new UnreadableProgramException(folder + ": cannot be listed (" + e + "); check its rights");
        }
    }

    /** A text of such a JSON file is no template. */
    private static JsonNode literal(JsonNode written) {
        if (written.isTextual()) {
            return NODES.textNode(written.textValue().replace("${", "$${").replace("%{", "%%{"));
        }
        if (written.isArray()) {
            ArrayNode list = NODES.arrayNode();
            written.forEach(element -> list.add(literal(element)));
            return list;
        }
        if (written.isObject()) {
            ObjectNode map = NODES.objectNode();
            written.properties().forEach(entry -> map.set(entry.getKey(), literal(entry.getValue())));
            return map;
        }
        return written;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
