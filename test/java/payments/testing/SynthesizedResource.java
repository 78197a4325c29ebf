package payments.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;

/**
 * One resource of a synthesized stack.
 *
 * @param type such as {@code aws_subnet}
 * @param logicalId its name in Terraform
 * @param json its arguments
 */
public record SynthesizedResource(String type, String logicalId, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Its address in Terraform. */
    public String address() {
        return type + "." + logicalId;
    }

    /** The path of its construct, without {@code /Resource} at the end. */
    public String path() {
        return json.path("//").path("metadata").path("path").asText().replaceAll("/Resource$", "");
    }

    /** The alias of its provider. */
    public String provider() {
        return json.path("provider").asText();
    }

    /** The expression by which others read one of its attributes, such as {@code ${aws_vpc.main.id}}. */
    public String ref(String attribute) {
        return "${%s.%s}".formatted(address(), attribute);
    }

    /** The addresses that it names in {@code depends_on}. */
    public List<String> dependsOn() {
        List<String> addresses = new ArrayList<>();
        at("depends_on").forEach(address -> addresses.add(address.asText()));
        return addresses;
    }

    /** A statement of a policy that an argument holds, by its sid. */
    public JsonNode statement(String path, String sid) {
        List<String> sids = new ArrayList<>();
        for (JsonNode statement : document(path).path("Statement")) {
            if (statement.path("Sid").asText().equals(sid)) {
                return statement;
            }
            sids.add(statement.path("Sid").asText());
        }
        throw new AssertionError("%s: %s has no statement '%s' but %s".formatted(address(), path, sid, sids));
    }

    /** The sids of a policy that an argument holds, in their order. */
    public List<String> sids(String path) {
        List<String> sids = new ArrayList<>();
        document(path)
                .path("Statement")
                .forEach(statement -> sids.add(statement.path("Sid").asText()));
        return sids;
    }

    /** An argument, by a path with dots and list indexes, such as {@code rule.0.destination.bucket}. */
    public JsonNode at(String path) {
        JsonNode node = json;
        for (String step : path.split("\\.", -1)) {
            node = step.matches("\\d+") ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node;
    }

    /** An argument that holds JSON, such as a policy, parsed. */
    public JsonNode document(String path) {
        try {
            return JSON.readTree(at(path).asText());
        } catch (JsonProcessingException e) {
            throw new AssertionError("%s: %s holds no JSON".formatted(address(), path), e);
        }
    }

    /** Asserts that an argument has a value; numbers, texts, booleans and lists compare as JSON. */
    public SynthesizedResource has(String path, Object expected) {
        Assertions.assertThat(at(path))
                .as("%s: %s of %s", address(), path, json.toPrettyString())
                .isEqualTo(JSON.valueToTree(expected));
        return this;
    }

    /** Asserts that an argument is absent. */
    public SynthesizedResource hasNo(String path) {
        Assertions.assertThat(at(path).isMissingNode())
                .as("%s should have no %s but has %s", address(), path, at(path))
                .isTrue();
        return this;
    }
}
