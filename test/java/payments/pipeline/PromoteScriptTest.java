package payments.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.testing.Run;

/** {@code .ci/promote} called wrongly says how it is called, and does nothing. */
class PromoteScriptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "deploy dev",
                "plan",
                "apply",
                "plan ''",
                "apply '' changes.txt",
                "plan dev changes.txt more",
                "live dev changes.txt",
                "--help"
            })
    void aWrongCallIsAnsweredWithHowToCallIt(String arguments) {
        List<String> command = new ArrayList<>(List.of("bash", ".ci/promote"));
        for (String argument : arguments.split(" ", -1)) {
            if (!argument.isEmpty()) {
                command.add(argument.equals("''") ? "" : argument);
            }
        }

        // Without Java on its path it could do nothing else.
        Run run = Run.of(Path.of("").toAbsolutePath(), Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", ""), command);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("plan ENVIRONMENT", "apply ENVIRONMENT", "live", "Exit codes");
    }
}
