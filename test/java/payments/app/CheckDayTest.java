package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The day on which a program is judged is that of {@code SOURCE_DATE_EPOCH}. */
class CheckDayTest {
    private static final String STACK = """
            {"provider": {"aws": {"region": "eu-west-1"}},
             "resource": {"aws_kms_key": {"k": {"enable_key_rotation": false, "deletion_window_in_days": 30}}}}
            """;
    private static final String ACCEPTED = """
            suppressions:
              - rule: kms-rotation-enabled
                path: stacks/aws_kms_key.k
                reason: The key is rotated by hand until its owner has moved the archive.
                owner: Ada
                control: A reminder in the calendar of the team
                expires: 2027-02-01
            """;

    @TempDir
    private Path folder;

    private Outcome check(String seconds) throws IOException {
        Path stacks = Files.createDirectories(folder.resolve("stacks"));
        Files.writeString(stacks.resolve("cdk.tf.json"), STACK);
        Path accepted = Files.writeString(folder.resolve("accepted.yaml"), ACCEPTED);
        return Outcome.of(
                Map.of("SOURCE_DATE_EPOCH", seconds),
                "check",
                stacks.toString(),
                "--suppressions",
                accepted.toString());
    }

    /** The last second of the last day, and the first of the next. */
    @ParameterizedTest
    @CsvSource({"1801526399, true", "1801526400, false"})
    void aSuppressionCountsUpToItsLastDay(String seconds, boolean counts) throws IOException {
        String said = check(seconds).out();

        assertThat(said.contains("expired on 2027-02-01")).as(said).isEqualTo(!counts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "-1", "1.5", "2026-11-30", "99999999999999999999", "9223372036854775807"})
    void whatSaysNoDayIsRefused(String seconds) throws IOException {
        Outcome outcome = check(seconds);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("the variable SOURCE_DATE_EPOCH says no day")
                .contains("'" + seconds + "'");
    }

    @Test
    void withoutADayThatOfTheClockCounts() throws IOException {
        assertThat(check("").exitCode()).isNotEqualTo(2);
    }
}
