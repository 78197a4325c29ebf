package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.testing.FunctionJars;
import payments.testing.SynthesizedDeployment;

/** The command line as its users meet it: exit codes, messages, and an output folder that bad input never touches. */
class MainTest {
    @TempDir
    Path folder;

    private Path output;
    private Path jars;

    @BeforeEach
    void functionJars() {
        output = folder.resolve("cdktf.out");
        jars = FunctionJars.in(folder.resolve("jars"));
    }

    @Test
    void synthListsTheStacksWhereTheyLieAndWhatToDoNext() {
        Outcome outcome = synth(Map.of("ENVIRONMENT", "dev"), "payments");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("Deployment payments: 3 stacks")
                .contains(output.resolve("stacks/dev-eu-west-1/cdk.tf.json").toString())
                .contains("deploy dev-iam dev-eu-central-1 dev-eu-west-1");
        assertThat(output.resolve("stacks/dev-eu-west-1/cdk.tf.json")).exists();
    }

    @Test
    void theResultComesFirstAndWarningsAreSummedUp() {
        Outcome outcome = synth(Map.of("ENVIRONMENT", "mobile"), "mobile-api");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .startsWith("\nDeployment mobile-api: 2 stacks")
                .containsSubsequence("main-us-east-1 ", "Next, ", "warning low [", "Guardrails: 0 findings");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() < 500);
        assertThat(outcome.err()).containsSubsequence("starting", "built stack 2, main-us-east-1", "judging");
    }

    @Test
    void findingsComeFirstThenTheVerdictAndTheJsonStays() throws IOException {
        String yaml = SynthesizedDeployment.yaml("mobile-api");
        Path open = Files.writeString(folder.resolve("open.yaml"), yaml.substring(0, yaml.indexOf("\nsuppressions:")));

        Outcome outcome = synth(Map.of(), open.toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS.code());
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .containsSubsequence("high [", "medium [", "warning low [", "Guardrails: ", "must not be deployed");
        assertThat(output.resolve("stacks/main-us-east-1/cdk.tf.json")).exists();
    }

    @Test
    void anEnvironmentSuffixMakesAParallelCopy() throws IOException {
        Outcome outcome = synth(Map.of("ENVIRONMENT", "dev", "ENVIRONMENT_SUFFIX", "pr42"), "payments");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(Files.readString(output.resolve("stacks/dev-eu-west-1/cdk.tf.json")))
                .contains("payments-documents-pr42-eu-west-1")
                .doesNotContain("payments-documents-dev-eu-west-1");
    }

    @Test
    void aMissingDeploymentIsBadInput() {
        Outcome outcome = synth(Map.of(), "nowhere");

        assertRefused(outcome, "nowhere.yaml", "payments");
    }

    @Test
    void everyErrorOfADeploymentFileIsBadInput() throws IOException {
        Path file = Files.writeString(
                folder.resolve("broken.yaml"),
                SynthesizedDeployment.flagshipYaml()
                        .replace("name: eu-west-1", "name: eu-west-9")
                        .replace("zones: 3", "zones: 9")
                        .replace("10.3.0.0/16", "10.2.0.0/16"));

        Outcome outcome = synth(Map.of(), file.toString());

        assertRefused(outcome, "eu-west-9", "settings.network.zones", "10.2.0.0/16");
    }

    @Test
    void anUnknownEnvironmentIsBadInput() {
        Outcome outcome = synth(Map.of("ENVIRONMENT", "production"), "payments");

        assertRefused(outcome, "production", "prod");
    }

    @Test
    void oneSuffixForSeveralEnvironmentsIsBadInput() {
        Outcome outcome = synth(Map.of("ENVIRONMENT_SUFFIX", "pr42"), "payments");

        assertRefused(outcome, "pr42", "environments.staging");
    }

    @Test
    void aMissingFunctionJarIsBadInput() {
        Outcome outcome = Outcome.of(
                Map.of(),
                "synth",
                "--output",
                output.toString(),
                "--lambda-jars",
                folder.resolve("absent").toString());

        assertRefused(outcome, "absent/payment-api.jar", "mvn package");
    }

    @Test
    void aFunctionJarThatIsNoJarIsBadInput() throws IOException {
        Files.writeString(jars.resolve("payment-queue.jar"), "no code");

        Outcome outcome =
                Outcome.of(Map.of(), "synth", "--output", output.toString(), "--lambda-jars", jars.toString());

        assertRefused(outcome, "payment-queue.jar", "is no jar");
    }

    @Test
    void anOutputFolderThatIsAFileIsBadInput() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "kept");

        Outcome outcome = Outcome.of(Map.of(), "synth", "--output", file.toString(), "--lambda-jars", jars.toString());

        assertRefused(outcome, "output", file.toString(), "--output");
        assertThat(file).hasContent("kept");
    }

    @Test
    void anOutputFolderIsMadeWithTheFoldersAboveIt() {
        output = folder.resolve("a/b/c");

        Outcome outcome = synth(Map.of("ENVIRONMENT", "dev"), "payments");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(output.resolve("manifest.json")).exists();
    }

    @Test
    void theNextCommandsAreForTheSameDeployment() {
        Outcome outcome = synth(Map.of("ENVIRONMENT", "dev", "ENVIRONMENT_SUFFIX", "pr42"), "payments");

        assertThat(outcome.out())
                .contains("ENVIRONMENT=dev ENVIRONMENT_SUFFIX=pr42 LAMBDA_JARS=" + jars)
                .contains("--output " + output);
    }

    @Test
    void aPathWithoutNodeIsBadInput() {
        Outcome outcome = synth(Map.of("PATH", folder.toString()), "payments");

        assertRefused(outcome, "Node.js", "PATH");
    }

    @ParameterizedTest
    @CsvSource({"echo v18.20.4, which is version v18.20.4", "exit 1, which does not run", "echo hello, hello"})
    void aNodeThatIsTooOldOrBrokenIsBadInput(String script, String reported) throws IOException {
        Path node = Files.writeString(folder.resolve("node"), "#!/bin/sh\n" + script + "\n");
        assertThat(node.toFile().setExecutable(true)).isTrue();

        Outcome outcome = synth(Map.of("PATH", folder.toString()), "payments");

        assertRefused(outcome, node.toString(), reported, "version 20 or newer");
    }

    @ParameterizedTest
    @CsvSource({"CDKTF_OUTDIR, ''", "CDKTF_CONTEXT_JSON, [1", "CDKTF_CONTEXT_JSON, 7"})
    void aVariableThatCdktfCannotReadIsBadInput(String variable, String value) {
        assertRefused(synth(Map.of(variable, value), "payments"), variable, "unset");
    }

    /** Such as a variable of a script that is not set. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "synth,-o,",
                "synth,--deployment, ",
                "synth,--environment,",
                "synth,--lambda-jars,",
                "check,",
                "check,x,--output,",
                "picture,x,--output,",
                "drift,"
            })
    void anOptionWithAnEmptyValueIsBadInput(String arguments) {
        Outcome outcome = Outcome.of(Map.of(), arguments.split(",", -1));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("has an empty value; give one, or leave it out");
    }

    @Test
    void aFolderOfPlansThatIsNotThereIsNamed() {
        Outcome outcome = Outcome.of(Map.of(), "drift", "/nowhere");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("/nowhere: there is no such folder");
    }

    @Test
    void anUnknownOptionIsBadInput() {
        Outcome outcome = Outcome.of(Map.of(), "synth", "--outptu", output.toString());

        assertRefused(outcome, "--outptu");
    }

    @Test
    void helpListsTheCommandsAndExitCodes() {
        Outcome outcome = Outcome.of(Map.of(), "--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("synth", "consistency", "check", "picture");
        assertListsExitCodes(outcome.out());
    }

    @Test
    void theReadmeListsTheSameExitCodes() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains(Stream.of(ExitCode.values())
                        .map(exit -> "| %d | %s |".formatted(exit.code(), exit.meaning()))
                        .collect(Collectors.joining("\n")));
    }

    private static void assertListsExitCodes(String help) {
        String words = help.replaceAll("\\s+", " ");
        for (ExitCode exit : ExitCode.values()) {
            assertThat(words).contains("%d %s".formatted(exit.code(), exit.meaning()));
        }
    }

    @Test
    void nothingToDoIsBadInput() {
        Outcome outcome = Outcome.of(Map.of());

        assertRefused(outcome, "say what to do");
    }

    /** The CLI initializes all stacks that it is given before it deploys the first of them. */
    @Test
    void thePlacesOfStatesAreDeployedFirstAndNeverDestroyedWithTheRest() throws IOException {
        Path file = Files.writeString(folder.resolve("acme.yaml"), """
                project: acme
                backend: {type: s3, s3: {bucket: "acme-{environment}-{region}", bootstrap: true}}
                settings: {documents: none, database: none}
                environments:
                  dev: {suffix: dev, regions: [{name: eu-west-1, cidr: 10.0.0.0/16}]}
                """);

        Outcome outcome = synth(Map.of(), file.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines().map(String::strip).filter(line -> line.contains("cdktf-cli")))
                .hasSize(4)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("deploy dev-state-eu-west-1 ")
                                .endsWith("# once, before all others"),
                        line -> assertThat(line).contains("diff dev-iam"),
                        line -> assertThat(line).contains("deploy dev-iam dev-eu-west-1"),
                        line -> assertThat(line)
                                .contains("destroy dev-iam dev-eu-west-1")
                                .doesNotContain("state"));
    }

    private void assertRefused(Outcome outcome, String... mentioned) {
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains(mentioned);
        assertThat(output).as("the output folder").doesNotExist();
    }

    private Outcome synth(Map<String, String> variables, String deployment) {
        return Outcome.of(
                variables,
                "synth",
                "--deployment",
                deployment,
                "--output",
                output.toString(),
                "--lambda-jars",
                jars.toString());
    }
}
