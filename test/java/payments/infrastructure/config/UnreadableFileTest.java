package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static payments.infrastructure.config.DeploymentFixture.assertProblem;
import static payments.infrastructure.config.DeploymentFixture.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the loader says to files that are no deployment file at all, or no YAML that it reads. */
class UnreadableFileTest {
    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    private static Problem problemOf(Path file) {
        return catchThrowableOfType(
                        InvalidDeploymentException.class,
                        () -> DeploymentLoader.load(file, Map.of(), Selection.everything()))
                .problems()
                .get(0);
    }

    @Test
    void aMissingFileNamesTheDeploymentsBesideIt() throws IOException {
        // given
        Files.writeString(folder.resolve("mobile-api.yaml"), "");
        Files.writeString(folder.resolve("payments.yaml"), "");
        Files.writeString(folder.resolve("notes.txt"), "");
        // when
        Problem problem = problemOf(folder.resolve("example.yaml"));
        // then
        assertProblem(problem, 0, "", "no such deployment file", "payments, mobile-api", "name one of them");
        assertThat(problem.message()).doesNotContain("notes");
    }

    @Test
    void aMissingFolderIsAMissingFile() {
        // when
        Problem problem = problemOf(folder.resolve("nowhere/example.yaml"));
        // then
        assertProblem(problem, 0, "", "no such deployment file", "holds none", "create the file");
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        // given
        Path folderNamedLikeAFile = Files.createDirectory(folder.resolve("example.yaml"));
        // when, then
        assertProblem(problemOf(folderNamedLikeAFile), 0, "", "folder", "one .yaml file", "name a file");
    }

    @Test
    void aFileOfUnreasonableSizeIsNotRead() {
        // given
        Path file = fixture.write("#".repeat(300_000));
        // when, then
        assertProblem(problemOf(file), 0, "", "300000 bytes", "up to 262144", "check that this is");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        // given
        Path file = Files.write(folder.resolve("example.yaml"), new byte[] {'a', (byte) 0xFF, (byte) 0xFE});
        // when, then
        assertProblem(problemOf(file), 1, "", "the byte FF at position 1", "UTF-8", "save the file in this encoding");
    }

    @Test
    void anEmptyFileNamesTheKeysToWrite() {
        // when, then
        assertProblem(
                fixture.onlyProblem("# nothing but a remark\n"),
                0,
                "",
                "empty",
                "project, backend",
                "at least project");
    }

    @Test
    void malformedYamlHasItsLineAndColumn() {
        // given: the list of line 10 is not closed
        String text = with("- {name: eu-west-1, cidr: 10.0.0.0/16}", "- {name: eu-west-1, cidr: 10.0.0.0/16");
        // when, then
        assertProblem(fixture.onlyProblem(text), 11, "", "column 7", "one YAML document", "the one before it");
    }

    @Test
    void aSecondDocumentIsRefused() {
        // given
        String text = DeploymentFixture.VALID + "---\nproject: other\n";
        // when, then
        assertProblem(fixture.onlyProblem(text), 16, "", "another document", "one YAML document", "look at this line");
    }

    @Test
    void aDuplicateKeyNamesTheFirst() {
        // given
        String text = with("    zones: 3\n", "    zones: 3\n    zones: 2\n");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                5,
                "settings.network.zones",
                "'zones' is given twice, first in line 4",
                "each key once",
                "remove one");
    }

    @Test
    void anEnvironmentGivenTwiceIsADuplicateKey() {
        // given
        String text = with("  prod:", "  dev:");
        // when, then
        assertProblem(fixture.onlyProblem(text), 11, "environments.dev", "first in line 7", "once", "remove");
    }

    @Test
    void aTagThatNamesAClassIsRefusedAndNothingIsMade() {
        // given
        String text = with("project: payments", "project: !!java.net.URL [\"http://localhost\"]");
        // when, then
        assertProblem(fixture.onlyProblem(text), 1, "", "java.net.URL", "one YAML document", "look at this line");
    }

    @Test
    void aTagOfOnesOwnIsRefused() {
        // given
        String text = with("project: payments", "project: !secret payments");
        // when, then
        assertProblem(fixture.onlyProblem(text), 1, "project", "'!secret'", "plain YAML", "remove the tag");
    }

    @Test
    void manyAliasesAreRefusedBeforeTheyGrow() {
        // given
        StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i <= 12; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        // when, then
        assertProblem(fixture.onlyProblem(text.toString()), 0, "", "aliases", "few aliases", "look at this line");
    }

    @Test
    void anAliasOfItsOwnSurroundingsIsRefused() {
        // given
        String text = with("  database: {allocatedStorageGigabytes: 100}", "  database: &own\n    engineVersion: *own");
        // when
        var problems = fixture.problems(text);
        // then
        assertThat(problems).isNotEmpty().allSatisfy(problem -> assertThat(problem.path())
                .startsWith("settings.database"));
    }

    @Test
    void anUnsetVariableWithoutDefaultIsNamed() {
        // given
        String text = with("suffix: dev", "suffix: ${COPY}");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                8,
                "environments.dev.suffix",
                "'${COPY}' needs the environment variable COPY",
                "${NAME:-default}",
                "set COPY");
    }

    @Test
    void aPlaceholderThatCannotBeReadIsRefused() {
        // given
        String text = with("suffix: dev", "suffix: ${COPY-dev}");
        // when, then
        assertProblem(
                fixture.onlyProblem(text),
                8,
                "environments.dev.suffix",
                "'${COPY-dev}'",
                "${NAME} or ${NAME:-default}",
                "complete the placeholder");
    }
}
