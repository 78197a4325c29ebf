package payments.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import payments.infrastructure.consistency.EnvironmentFacts;
import payments.infrastructure.guardrail.model.Program;

/** Files that claim to be live states: whatever they hold, they are read or refused in a sentence. */
class LiveStatesTest {
    private static final List<EnvironmentFacts> DEV =
            List.of(new EnvironmentFacts("dev", "dev", null, List.of("eu-west-1")));

    @TempDir
    private Path folder = Path.of("");

    static Stream<Arguments> noStates() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("no JSON", "resource \"aws_s3_bucket\" \"b\" {}"),
                Arguments.of("null", "null"),
                Arguments.of("a list", "[]"),
                Arguments.of("half a state", "{\"values\": {"),
                Arguments.of("lists in lists", "[".repeat(100_000)),
                Arguments.of("four million numbers", "{\"values\": [" + "1,".repeat(4_000_000) + "1]}"),
                Arguments.of("a million empty objects", "{\"values\": [" + "{},".repeat(2_000_000) + "{}]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noStates")
    void whatIsNoStateIsRefusedInASentence(String name, String text) throws IOException {
        Files.writeString(folder.resolve("dev-eu-west-1.json"), text);

        assertThatThrownBy(() -> LiveStates.read(folder, program(), DEV))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no live states to compare")
                .satisfies(refusal ->
                        assertThat(String.valueOf(refusal.getMessage())).hasSizeLessThan(2_000));
    }

    @Test
    void anEmptyStateIsAState() throws IOException {
        Files.writeString(folder.resolve("dev-eu-west-1.json"), "{\"format_version\": \"1.0\"}");

        assertThat(LiveStates.read(folder, program(), DEV).program().stacks()).hasSize(1);
    }

    private static Program program() throws IOException {
        JsonNode stack = new ObjectMapper().readTree("{\"resource\": {\"aws_sns_topic\": {\"t\": {\"name\": \"t\"}}}}");
        return Program.of(Map.of("dev-eu-west-1", stack));
    }
}
