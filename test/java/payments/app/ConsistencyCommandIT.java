package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.testing.BusyBindings;
import payments.testing.FunctionJars;

/** {@code payments consistency} of the whole flagship: each setting that differs is synthesized by itself. */
@Requirement("E8")
@BusyBindings
class ConsistencyCommandIT {
    @TempDir
    private Path folder;

    @Test
    void theFlagshipsDifferencesAreAllAllowed() {
        Outcome outcome =
                Outcome.of(Map.of("LAMBDA_JARS", FunctionJars.in(folder).toString()), "consistency");

        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out()).contains("3 environments", "0 of them not allowed");
    }
}
