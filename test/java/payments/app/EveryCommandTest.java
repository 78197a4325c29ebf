package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.testing.FunctionJars;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What holds for each command of the program: variables and options mean the same to all of them. */
class EveryCommandTest {
    /** Every variable that the program reads itself. */
    private static final List<String> VARIABLES = List.of(
            "DEPLOYMENT",
            "ENVIRONMENT",
            "ENVIRONMENT_SUFFIX",
            "CI",
            "JSII_RUNTIME",
            "CDKTF_CONTEXT_JSON",
            "CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS",
            "COMMIT_SHA",
            "OWNS_ACCOUNT");

    @TempDir
    private Path folder;

    private Path stacks;
    private Path jars;

    @BeforeEach
    void stacks() throws IOException {
        stacks = Files.createDirectory(folder.resolve("stacks"));
        Files.writeString(
                stacks.resolve("cdk.tf.json"), "{\"resource\": {\"aws_sns_topic\": {\"t\": {\"name\": \"t\"}}}}");
        jars = FunctionJars.in(folder.resolve("jars"));
    }

    static Stream<String> commands() {
        return Main.commandLine(Map.of()).getSubcommands().keySet().stream();
    }

    static Stream<String> commandsOfADeployment() {
        return commands().filter(command -> spec(command).findOption("--deployment") != null);
    }

    private static CommandSpec spec(String command) {
        return Objects.requireNonNull(
                        Main.commandLine(Map.of()).getSubcommands().get(command), command)
                .getCommandSpec();
    }

    @Test
    void theCommandsAreFound() {
        assertThat(commands()).hasSizeGreaterThan(5);
        assertThat(commandsOfADeployment()).contains("synth", "consistency", "stacks", "drift");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aVariableThatIsSetToNothingIsNotSet(String command) {
        Outcome unset = run(command, Map.of());

        for (String variable : VARIABLES) {
            for (String nothing : List.of("", " ")) {
                assertThat(run(command, Map.of(variable, nothing)))
                        .as("%s with %s set to '%s'", command, variable, nothing)
                        .isEqualTo(unset);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commandsOfADeployment")
    void theDeploymentIsNamedByOptionOrVariableAlike(String command) {
        Outcome byVariable = run(command, Map.of("DEPLOYMENT", "nowhere"));

        assertThat(byVariable.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(byVariable.err()).contains("main/deployments/nowhere.yaml");
        assertThat(run(command, Map.of(), "--deployment", "nowhere")).isEqualTo(byVariable);
        assertThat(run(command, Map.of("DEPLOYMENT", "payments"), "-d", "nowhere"))
                .isEqualTo(byVariable);
        assertThat(run(command, Map.of("DEPLOYMENT", "nowhere"), "-d", "payments"))
                .isEqualTo(run(command, Map.of()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpListsTheExitCodes(String command) {
        Outcome outcome = Outcome.of(Map.of(), command, "--help");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DONE.code());
        assertThat(outcome.out().replaceAll("\\s+", " "))
                .contains(Stream.of(ExitCode.values())
                        .map(exit -> "%d %s".formatted(exit.code(), exit.meaning()))
                        .toList());
    }

    /** With what the command must be given; without a Node.js, so that nothing is synthesized. */
    private Outcome run(String command, Map<String, String> variables, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command));
        spec(command).positionalParameters().stream()
                .filter(ArgSpec::required)
                .forEach(parameter -> arguments.add(stacks.toString()));
        arguments.addAll(List.of(options));
        Map<String, String> all =
                new HashMap<>(Map.of("JSII_NODE", folder.resolve("node").toString(), "LAMBDA_JARS", jars.toString()));
        all.putAll(variables);
        return Outcome.of(all, arguments.toArray(String[]::new));
    }
}
