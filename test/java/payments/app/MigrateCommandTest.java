package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;

/** What the commands of a migration refuse before they ask AWS for anything, and what their help says. */
@Requirement("K20")
class MigrateCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"items", "objects", "compare-items", "compare-objects"})
    void theHelpOfEachNamesBothSidesAndTheExitCodes(String command) {
        Outcome help = Outcome.of(Map.of(), "migrate", command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("--from=NAME", "--from-region=REGION", "--to=NAME", "--to-region=REGION", "Exit codes:")
                .doesNotContainIgnoringCase("password");
    }

    @Test
    void whatToMigrateMustBeSaid() {
        Outcome outcome = Outcome.of(Map.of(), "migrate");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("items, objects, compare-items, compare-objects");
    }

    @Test
    void theCopyOfItemsWantsItsCheckpoint() {
        Outcome outcome = Outcome.of(
                Map.of(),
                "migrate",
                "items",
                "--from",
                "a",
                "--from-region",
                "eu-central-2",
                "--to",
                "b",
                "--to-region",
                "eu-west-1");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("--checkpoint");
    }

    @Test
    void valuesThatCannotBeAreRefusedWithWhatIsAllowed() {
        assertThat(items("--segments", "0").err()).contains("--segments is 0; give 1 to 128");
        assertThat(items("--as", "pennies").err()).contains("'pennies' is no form", "text-amount", "number-amount");
        assertThat(items("--set", "environment=prod").err()).contains("--set belongs to --as");
        assertThat(items("--mark", "").err()).contains("--mark has an empty value");
        assertThat(items("--segments", "0").exitCode()).isEqualTo(ExitCode.INPUT.code());
    }

    /** Nothing of AWS is asked: a folder is no checkpoint. */
    @Test
    void aCheckpointThatCannotBeReadIsBadInput() throws IOException {
        Path checkpoint = Files.createDirectory(folder.resolve("checkpoint"));

        Outcome outcome = Outcome.of(
                Map.of(),
                "migrate",
                "objects",
                "--from=a",
                "--from-region=eu-central-2",
                "--to=b",
                "--to-region=eu-west-1",
                "--checkpoint",
                checkpoint.toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("the checkpoint cannot be read", checkpoint.toString(), "--checkpoint");
    }

    /** The keys of a pipeline's variables may be those of another account than the one that the profile means. */
    @Test
    @Timeout(30)
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void aProfileThatIsGivenCountsAlone() {
        Map<String, String> keys = Map.of(
                "aws.accessKeyId", "none",
                "aws.secretAccessKey", "none",
                "aws.endpointUrl", "http://127.0.0.1:1");
        keys.forEach(System::setProperty);
        try {
            Outcome outcome = items("--from-profile", "no-such-profile");

            assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
            assertThat(outcome.err()).contains("profile 'no-such-profile'");
        } finally {
            keys.keySet().forEach(System::clearProperty);
        }
    }

    private Outcome items(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "migrate",
                "items",
                "--from=a",
                "--from-region=eu-central-2",
                "--to=b",
                "--to-region=eu-west-1",
                "--checkpoint",
                folder.resolve("items.json").toString()));
        arguments.addAll(List.of(more));
        return Outcome.of(Map.of(), arguments.toArray(String[]::new));
    }
}
