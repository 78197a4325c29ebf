package payments.infrastructure.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a rule finds and what it accepts, as Terraform JSON. The examples are in {@code rule-examples.json}, which a test makes from the
 * cases of the rules, and holds against the rules in each build.
 *
 * @param bad what the rule finds
 * @param good the same without the fault
 */
public record RuleExamples(Example bad, Example good) {

    /**
     * A program that shows one thing.
     *
     * @param address the address of what is judged, such as {@code aws_kms_key.k}
     * @param stacks the Terraform JSON of each stack, by the stack's name
     */
    public record Example(String address, Map<String, JsonNode> stacks) {
        /** Name and content of the files, as they are shown: with a folder for each stack where there are several. */
        Map<String, String> files() {
            Map<String, String> files = new LinkedHashMap<>();
            stacks.forEach((stack, content) ->
                    files.put(stacks.size() == 1 ? "main.tf.json" : stack + "/main.tf.json", Json.pretty(content)));
            return files;
        }
    }

    /** Read when the first example is asked for: most reports need none. */
    private static final class Loaded {
        static final JsonNode ALL = read();

        private static JsonNode read() {
            try (InputStream file = Objects.requireNonNull(
                    RuleExamples.class.getResourceAsStream("rule-examples.json"), "the examples are in the jar")) {
                return new ObjectMapper().readTree(file);
            } catch (IOException e) {
                throw new UncheckedIOException("the list of examples in the jar is broken", e);
            }
        }
    }

    /** The examples of a rule; empty for what is not judged in Terraform, such as suppressions. */
    public static Optional<RuleExamples> of(String rule) {
        JsonNode written = Loaded.ALL.path(rule);
        return written.isMissingNode()
                ? Optional.empty()
                : Optional.of(new RuleExamples(example(written.path("bad")), example(written.path("good"))));
    }

    private static Example example(JsonNode written) {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        written.path("stacks").properties().forEach(stack -> stacks.put(stack.getKey(), stack.getValue()));
        return new Example(written.path("address").asText(), stacks);
    }
}
