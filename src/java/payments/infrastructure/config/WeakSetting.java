package payments.infrastructure.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A setting that the guardrails find weak, and what its user can do: choose another value, or accept the weakness with a
 * suppression. Reviewed by hand; the tests try every setting against this list.
 *
 * @param setting the key, as the reference writes it
 * @param values the values that are weak, as the file writes them; empty where any value may be
 * @param rules the rules that say so
 * @param weakness what is weak then, as a sentence
 * @param instead the setting that mends it
 * @param accepted what a suppression says; empty where none is allowed, or none is needed
 */
public record WeakSetting(
        String setting,
        List<String> values,
        List<String> rules,
        String weakness,
        String instead,
        List<Accepted> accepted) {
    /**
     * The suppression of one rule.
     *
     * @param rule the rule
     * @param paths the constructs; {@code {environment}} and {@code {region}} stand for each of them
     * @param finding the finding's qualifier, where {@code {service}} stands for any; empty where it has none
     * @param reason an example of a reason
     * @param control an example of what protects instead
     */
    public record Accepted(String rule, List<String> paths, String finding, String reason, String control) {}

    /** The reviewed list, in the order of the reference. */
    public static List<WeakSetting> all() {
        try (InputStream file = Objects.requireNonNull(
                WeakSetting.class.getResourceAsStream("weak-settings.json"), "the list is in the jar")) {
            List<WeakSetting> settings = new ArrayList<>();
            new ObjectMapper().readTree(file).forEach(entry -> settings.add(of(entry)));
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException("the list of weak settings in the jar is broken", e);
        }
    }

    private static WeakSetting of(JsonNode entry) {
        return new WeakSetting(
                entry.path("setting").asText(),
                texts(entry.path("values")),
                texts(entry.path("rules")),
                entry.path("weakness").asText(),
                entry.path("instead").asText(),
                stream(entry.path("accepted"))
                        .map(accepted -> new Accepted(
                                accepted.path("rule").asText(),
                                texts(accepted.path("paths")),
                                accepted.path("finding").asText(),
                                accepted.path("reason").asText(),
                                accepted.path("control").asText()))
                        .toList());
    }

    private static List<String> texts(JsonNode list) {
        return stream(list).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
