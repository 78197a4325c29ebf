package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.testing.Json;

/** {@code payments changes}: what is applied is what somebody approved. */
@Requirement("E11")
class ChangesCommandTest {
    @TempDir
    Path folder;

    private Path plan;

    @BeforeEach
    void aPlanWithTwoChanges() throws IOException {
        plan = Files.writeString(folder.resolve("prod-iam.json"), Json.of("""
                {'format_version': '1.2', 'planned_values': {}, 'resource_changes': [
                  {'mode': 'managed', 'address': 'aws_iam_role.a', 'change': {'actions': ['update'],
                   'before': {'path': '/secret-one/'}, 'after': {'path': '/secret-two/'}}},
                  {'mode': 'managed', 'address': 'aws_iam_role.b', 'change': {'actions': ['delete', 'create']}},
                  {'mode': 'managed', 'address': 'aws_iam_role.c', 'change': {'actions': ['no-op']}}]}
                """).toString());
    }

    private Outcome against(String approved) throws IOException {
        Path file = Files.writeString(folder.resolve("approved.txt"), approved);
        return Outcome.of(Map.of(), "changes", plan.toString(), "--approved", file.toString());
    }

    @Test
    void eachChangeIsOneLineWithoutValues() {
        Outcome outcome = Outcome.of(Map.of(), "changes", plan.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines())
                .containsExactly("prod-iam update aws_iam_role.a", "prod-iam replace aws_iam_role.b");
    }

    @Test
    void whatWasApprovedPasses() throws IOException {
        assertThat(against("prod-iam replace aws_iam_role.b\nprod-iam update aws_iam_role.a\nprod-x create y\n")
                        .exitCode())
                .isZero();
    }

    /** The same resource, but replaced instead of changed, is another thing to approve. */
    @Test
    void anUnapprovedChangeIsNamed() throws IOException {
        Outcome outcome = against("prod-iam update aws_iam_role.a\nprod-iam update aws_iam_role.b\n");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS.code());
        assertThat(outcome.err())
                .contains("NOT APPROVED  prod-iam replace aws_iam_role.b")
                .doesNotContain("aws_iam_role.a");
    }

    @Test
    void anEmptyListApprovesNothing() throws IOException {
        assertThat(against("").exitCode()).isEqualTo(ExitCode.FINDINGS.code());
    }

    @Test
    void aStackThatCouldNotBePlannedBeforeIsApprovedAsAWhole() throws IOException {
        assertThat(against("prod-iam anything\n").exitCode()).isZero();
        assertThat(against("prod-eu-iam anything\n").exitCode()).isEqualTo(ExitCode.FINDINGS.code());
    }

    @Test
    void aListThatIsNotThereIsBadInput() {
        Outcome outcome = Outcome.of(
                Map.of(),
                "changes",
                plan.toString(),
                "--approved",
                folder.resolve("absent.txt").toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("absent.txt", "promote plan");
    }

    @Test
    void aFileThatIsNoPlanIsBadInput() throws IOException {
        Files.writeString(plan, "{\"format_version\": \"1.0\", \"values\": {}}");

        Outcome outcome = Outcome.of(Map.of(), "changes", plan.toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("prod-iam.json", "saved plan");
    }
}
