package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import payments.app.Progress.Form;

/** A sign of life: redrawn on a terminal, lines elsewhere, none where the command line of CDKTF draws its own. */
class ProgressTest {
    private final StringWriter err = new StringWriter();

    @Test
    void withoutATerminalEachStageIsALine() {
        try (Progress progress = Progress.on(new PrintWriter(err), Form.LINES)) {
            progress.stage("building");
            progress.stage("judging");
        }

        assertThat(err.toString().lines()).containsExactly("payments: building", "payments: judging");
    }

    @Test
    @Timeout(30)
    void onATerminalOneLineIsRedrawnAndLeftEmpty() throws InterruptedException {
        try (Progress progress = Progress.on(new PrintWriter(err), Form.REDRAWN)) {
            progress.stage("building");
            while (!err.toString().contains("- building") && !err.toString().contains("/ building")) {
                Thread.sleep(10);
            }
        }

        assertThat(err.toString()).contains("building, ").doesNotContain("\n").endsWith("\r\u001b[K");
    }

    @Test
    void belowTheCommandLineOfCdktfNothingIsSaid() {
        try (Progress progress = Progress.on(
                new PrintWriter(err),
                new EnvironmentVariables(Map.of("CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS", "true")))) {
            progress.stage("building");
        }

        assertThat(err.toString()).isEmpty();
    }
}
