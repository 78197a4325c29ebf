package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.testing.Run;

/**
 * What an editor makes of the schema: ajv compiles it in strict mode, and yaml-language-server reads the shipped files and
 * the faulty ones with it. Both come from npm, pinned in {@code test/tools/schema}.
 */
@Requirement("E8")
class SchemaInEditorIT {
    private static final Path TOOLS = Path.of("test/tools/schema");
    private static final Path SHIPPED = Path.of("main/deployments");
    private static final Path FAULTY = Path.of("test/resources/deployment/faulty");

    private static JsonNode answer = new ObjectMapper().createObjectNode();

    @BeforeAll
    static void askTheEditorsTools() throws IOException {
        if (!Files.isRegularFile(TOOLS.resolve("node_modules/.package-lock.json"))) {
            run("npm", "--prefix", TOOLS.toString(), "ci", "--silent");
        }
        List<String> command = new ArrayList<>(List.of(
                "node",
                TOOLS.resolve("ask.mjs").toString(),
                SHIPPED.resolve("deployment.schema.json").toString()));
        files(SHIPPED).forEach(file -> command.add(file.toString()));
        files(FAULTY).forEach(file -> command.add(file.toString()));
        answer = new ObjectMapper().readTree(run(command.toArray(String[]::new)));
    }

    @Test
    void theSchemaCompilesInStrictModeWithAndWithoutUnicodePatterns() {
        assertThat(answer.at("/compiled/unicode").asText()).isEqualTo("null");
        assertThat(answer.at("/compiled/plain").asText()).isEqualTo("null");
    }

    @Test
    void anEditorSaysNothingOfTheShippedFiles() throws IOException {
        assertThat(files(SHIPPED)).hasSizeGreaterThanOrEqualTo(6).allSatisfy(file -> assertThat(diagnostics(file))
                .as("diagnostics of %s", file)
                .isEmpty());
    }

    @Test
    void anEditorMarksEveryErrorThatTheLoaderRefusesAtItsLine() throws IOException {
        assertThat(files(FAULTY)).isNotEmpty().allSatisfy(file -> {
            TreeSet<Integer> marked = new TreeSet<>();
            diagnostics(file).forEach(found -> marked.add(found.path("line").asInt()));
            assertThat(marked).as("lines of %s", file).containsExactlyElementsOf(FaultyFilesTest.refusedLines(file));
        });
    }

    private static JsonNode diagnostics(Path file) {
        JsonNode found = answer.path("diagnostics").path(file.toString());
        assertThat(found.isArray()).as("the answer holds %s", file).isTrue();
        return found;
    }

    private static List<Path> files(Path from) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static String run(String... command) {
        return Run.of(Path.of("."), Map.of(), List.of(command)).succeeded().output();
    }
}
