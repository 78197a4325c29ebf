package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;

/** Files with many errors: all are reported in one run, each once, at the line of its key. */
@Requirement("E8")
class FaultyFilesTest {
    private static final Path FOLDER = Path.of("test/resources/deployment/faulty");
    private static final Path ALL_KINDS = Path.of("test/resources/deployment/all-kinds-of-faults.yaml");

    /** The lines of a file that say {@code # refused}. */
    static List<Integer> refusedLines(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("# refused")) {
                refused.add(i + 1);
            }
        }
        return refused;
    }

    private static List<Problem> problems(Path file, Map<String, String> variables, Selection selection) {
        return catchThrowableOfType(
                        InvalidDeploymentException.class, () -> DeploymentLoader.load(file, variables, selection))
                .problems();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "types", "values"})
    void everyErrorOfAShapeIsReportedOnceAtItsLine(String name) throws IOException {
        Path file = FOLDER.resolve(name + ".yaml");

        List<Problem> problems = problems(file, Map.of(), Selection.everything());

        assertThat(problems).extracting(Problem::line).as("%s", problems).containsExactlyElementsOf(refusedLines(file));
    }

    /** Types, keys, ranges, combinations, overrides, regions, suppressions, variables and options together. */
    @Test
    void errorsOfAllKindsAreReportedInOneRun() throws IOException {
        List<Problem> problems =
                problems(ALL_KINDS, Map.of("ZONES", "many", "AUDIENCE", "${evil}"), new Selection("prdo", null));

        assertThat(problems)
                .extracting(Problem::line)
                .as("%s", problems.stream().map(Problem::render).toList())
                .containsExactlyElementsOf(refusedLines(ALL_KINDS));
    }

    @Test
    void errorsOfTheOptionsAreReportedWithThoseOfTheFile() {
        List<Problem> problems = problems(ALL_KINDS, Map.of(), new Selection("prdo", "Bad_Suffix"));

        assertThat(problems)
                .hasSizeGreaterThan(20)
                .extracting(Problem::message)
                .anySatisfy(message -> assertThat(message).contains("no environment 'prdo'", "did you mean 'prod'?"))
                .anySatisfy(message -> assertThat(message).contains("'Bad_Suffix' (from ENVIRONMENT_SUFFIX)"));
    }

    @Test
    void wrongNamesOfKeysValuesRulesAndStacksComeWithTheNearest() throws IOException {
        List<Problem> problems = problems(ALL_KINDS, Map.of(), Selection.everything());

        assertThat(problems)
                .extracting(Problem::message)
                .anySatisfy(message -> assertThat(message).contains("did you mean 'maximumConcurrency'?"))
                .anySatisfy(message -> assertThat(message).contains("did you mean 'per-zone'?"))
                .anySatisfy(message -> assertThat(message).contains("did you mean 's3-replication'?"))
                .anySatisfy(message -> assertThat(message).contains("did you mean 'dev-eu-west-1'?"));
    }
}
