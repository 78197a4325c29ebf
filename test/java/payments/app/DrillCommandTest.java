package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.testing.Deployments;

/** {@code payments drill}, as a person types it. */
@Requirement("A18")
class DrillCommandTest {
    @TempDir
    private Path folder;

    private Outcome drill(String... options) {
        List<String> arguments = new ArrayList<>(List.of("drill"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--output", folder.toString()));
        return Outcome.of(Map.of(), arguments.toArray(String[]::new));
    }

    @Test
    @DisplayName("the report is printed and written as JSON and as a page")
    void theReportIsWritten() {
        Outcome outcome = drill(
                "payments",
                "--environment",
                "dev",
                "--lose",
                "eu-west-1",
                "--seconds",
                "15",
                "--decide",
                "3",
                "--rate",
                "1",
                "--stacks",
                Deployments.of("payments").folder().toString());

        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("R1 holds", "R6 holds", "payments regions move --to eu-central-1 --lost=eu-west-1");
        assertThat(folder.resolve("drill.json")).content().contains("\"holds\" : true");
        assertThat(folder.resolve("drill.html"))
                .content()
                .startsWith("<!doctype html>")
                .contains("R1 to R6 held.");
    }

    @Test
    @DisplayName("a region that the environment does not have is refused, with those that it has")
    void anUnknownRegionIsRefused() {
        Outcome outcome = drill("payments", "--environment", "dev", "--lose", "eu-west-9");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--lose eu-west-9", "eu-west-1, eu-central-1");
        assertThat(drill("payments", "--environment", "dev").err())
                .contains("--lose is not given", "eu-west-1, eu-central-1");
        assertThat(drill("payments", "--environment", "dev", "--lose", "eu-west-1", "--to", "eu-west-1")
                        .err())
                .contains("a lost region cannot take the payments", "eu-central-1");
        assertThat(drill("payments", "--environment", "dev", "--lose", "eu-west-1", "--rate", "0")
                        .err())
                .contains("--rate 0", "1 to 50");
    }

    @Test
    @DisplayName("without a second region there is nothing to try out")
    void oneRegionIsRefused() {
        Outcome outcome = drill("mobile-api", "--lose", "us-east-1");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("no second region takes payments", "us-east-1");
    }
}
