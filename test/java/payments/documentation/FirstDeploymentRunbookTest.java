package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.testing.Run;

/** The shell function of main/docs/runbooks/first-deployment.md that warms functions, run as it stands there. */
class FirstDeploymentRunbookTest {
    private static final String SCRIPT = String.join(
            "\n",
            DocumentedScript.ranBy(
                    Path.of("main/docs/runbooks/first-deployment.md"), FirstDeploymentRunbookTest.class));

    /** Instead of AWS: what the call of the command prints, and how it ends; each wait writes a line. */
    private static Run warm(String aws) {
        String command =
                "aws() { %s; }; sleep() { echo \"waited $1\"; };\n%s\nwarm eu-west-1 one two".formatted(aws, SCRIPT);
        return Run.of(Path.of("").toAbsolutePath(), Map.of(), List.of("bash", "-uc", command));
    }

    @Test
    void everyFunctionIsCalledByItsAlias() {
        Run run = warm("case \"$*\" in *'--qualifier live'*'{\"warm_up\":true}'*) echo None ;; *) echo wrong ;; esac");

        assertThat(run.succeeded().output().lines()).containsExactly("one warm", "two warm");
    }

    @Test
    void aFunctionThatIsNotReadyIsWaitedForAndAtMostTenMinutes() {
        Run run = warm("echo 'An error occurred (SnapStartNotReadyException)'; return 254");

        assertThat(run.endedWith(1).output().lines())
                .filteredOn("waited 15"::equals)
                .hasSize(40);
    }

    @Test
    void anotherFailureEndsIt() {
        Run run = warm("echo Unhandled");

        assertThat(run.endedWith(1).output()).contains("one Unhandled").doesNotContain("waited", "warm");
    }
}
