package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.testing.Run;

/** The order of stacks, with programs in the place of Terraform that write the states it would write. */
class RolloutTest {
    private static final String ROLE =
            "{\"resources\": [{\"mode\": \"managed\", \"type\": \"aws_iam_role\", \"name\": \"r\"}]}";
    private static final String NETWORK = "{\"outputs\": {\"vpc_id\": {\"value\": \"vpc-1\"}}}";
    private static final String LINKED =
            "{\"resources\": [{\"instances\": [{\"dependencies\": [\"data.terraform_remote_state.b\"]}]}]}";
    private static final String UNLINKED = "{\"resources\": [{\"instances\": [{\"dependencies\": [\"aws_vpc.v\"]}]}]}";

    @TempDir
    private Path folder;

    private final List<String> begun = new ArrayList<>();
    private final List<Run.Running> running = new ArrayList<>();

    @AfterEach
    void leaveNoProgramBehind() {
        letAllEnd();
        running.stream().filter(run -> Files.exists(run.outputFile())).forEach(Run.Running::await);
    }

    @BeforeEach
    void writeThreeStacks() {
        write("manifest.json", """
                {"stacks": {
                  "roles": {"name": "roles", "workingDirectory": "roles", "dependencies": []},
                  "standby": {"name": "standby", "workingDirectory": "standby", "dependencies": ["roles"]},
                  "primary": {"name": "primary", "workingDirectory": "primary", "dependencies": ["roles", "standby"]}}}
                """);
        stack("roles", "{\"aws_iam_role\": {\"r\": {}}}", "{}");
        stack("standby", "{}", "{}");
        stack(
                "primary",
                "{\"aws_route\": {\"r\": {\"vpc\": \"${data.terraform_remote_state.b.outputs.vpc_id}\"}}}",
                "{\"terraform_remote_state\": {\"b\": {\"config\": {\"path\": \"../standby.tfstate\"}}}}");
    }

    @Test
    void aStackBeginsWhenTheRolesOfTheOneBeforeItAreThere() {
        Rollout rollout = applying(Map.of("roles", ROLE, "standby", NETWORK, "primary", "{}"));

        rollout.until("standby");

        assertThat(begun).containsExactly("roles");
        assertThat(folder.resolve("roles.ended")).doesNotExist();
    }

    @Test
    void aStackWaitsToTheEndOfTheOneThatLacksARole() {
        Rollout rollout = applying(Map.of("roles", "{}", "standby", NETWORK, "primary", "{}"));
        letAllEnd();

        rollout.until("standby");

        assertThat(folder.resolve("roles.ended")).exists();
    }

    @Test
    void aStackBeginsWhileTheOneThatItReadsStillRuns() {
        Rollout rollout = applying(Map.of("roles", ROLE, "standby", NETWORK, "primary", "{}"));

        rollout.until("primary");

        assertThat(begun).containsExactly("roles", "standby");
        assertThat(folder.resolve("standby.ended")).doesNotExist();
        letAllEnd();
        assertThat(rollout.finish().keySet()).containsExactlyInAnyOrder("roles", "standby", "primary");
        assertThat(begun).containsExactly("roles", "standby", "primary");
    }

    @Test
    void aStackWaitsToTheEndOfTheOneThatLacksWhatItReads() {
        Rollout rollout = applying(Map.of("roles", ROLE, "standby", "{\"outputs\": {}}", "primary", "{}"));
        letAllEnd();

        rollout.until("primary");

        assertThat(folder.resolve("standby.ended")).exists();
    }

    @Test
    void aStackIsDestroyedWhenTheOneThatReadsItHasLetGo() {
        write("primary.tfstate", LINKED);
        Rollout rollout = Rollout.destroying(DeployedStack.in(folder), runner(Map.of("primary", UNLINKED)));

        rollout.until("standby");

        assertThat(begun).containsExactly("primary");
        assertThat(folder.resolve("primary.ended")).doesNotExist();
    }

    @Test
    void aStackIsNotDestroyedBeforeOneThatDoesNotSayWhatItHolds() {
        write("primary.tfstate", LINKED);
        Rollout rollout = Rollout.destroying(DeployedStack.in(folder), runner(Map.of("primary", LINKED)));
        letAllEnd();

        rollout.until("standby");

        assertThat(folder.resolve("primary.ended")).exists();
    }

    @Test
    void aStackThatFailsEndsEverything() {
        Rollout rollout = Rollout.applying(DeployedStack.in(folder), new StackRunner() {
            @Override
            public Run.Running apply(String stack) {
                return Run.start(folder, Map.of(), List.of("sh", "-c", "echo no such role; exit 3"));
            }

            @Override
            public Run.Running destroy(String stack) {
                throw new AssertionError("nothing is destroyed");
            }
        });

        assertThatThrownBy(rollout::finish).isInstanceOf(AssertionError.class).hasMessageContaining("no such role");
    }

    private void letAllEnd() {
        write("go", "");
    }

    private Rollout applying(Map<String, String> states) {
        return Rollout.applying(DeployedStack.in(folder), runner(states));
    }

    /** Writes a stack's state at once, and ends when the file {@code go} is there, and a second has passed. */
    private StackRunner runner(Map<String, String> states) {
        return new StackRunner() {
            @Override
            public Run.Running apply(String stack) {
                begun.add(stack);
                write(stack + ".new", states.getOrDefault(stack, "{}"));
                String script = """
                        mv %1$s.new %1$s.tfstate
                        sleep 1
                        for look in $(seq 300); do [ -e go ] && break; sleep 0.1; done
                        touch %1$s.ended
                        """.formatted(stack);
                Run.Running run = Run.start(folder, Map.of(), List.of("sh", "-c", script));
                running.add(run);
                return run;
            }

            @Override
            public Run.Running destroy(String stack) {
                return apply(stack);
            }
        };
    }

    private void stack(String name, String resources, String data) {
        write(name + "/cdk.tf.json", """
                {"terraform": {"backend": {"local": {"path": "../%s.tfstate"}}}, "resource": %s, "data": %s}
                """.formatted(name, resources, data));
    }

    private void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
