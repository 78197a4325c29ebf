package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.testing.FunctionJars;
import payments.testing.Run;

/** The program as it is packaged, in a process of its own: what reflection, the environment and Node.js make of it. */
class PackagedProgramIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final String KEY = """
            {"provider": {"aws": [{"alias": "home", "region": "eu-west-1"}]},
             "resource": {"aws_kms_key": {"k": {"provider": "aws.home"}}}}""";

    @TempDir
    static Path folder;

    private static Path jars;

    @BeforeAll
    static void jars() {
        jars = FunctionJars.in(folder.resolve("jars"));
    }

    private static Run run(Map<String, String> variables, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                "main/target/payments.jar"));
        command.addAll(List.of(arguments));
        return Run.of(PROJECT, variables, command);
    }

    @Test
    @Requirement("X3")
    void checkReadsTheSuppressionsOfADeploymentFile() throws IOException {
        Path stack = Files.createDirectories(folder.resolve("key"));
        Files.writeString(stack.resolve("cdk.tf.json"), KEY);

        Run run = run(Map.of(), "check", stack.toString(), "--suppressions", "main/deployments/active-passive.yaml")
                .endedWith(ExitCode.FINDINGS.code());

        assertThat(run.output()).contains("[kms-rotation-enabled]").doesNotContain("\tat ");
    }

    /** CDKTF itself would write where the variable says, and the guardrails would judge another folder. */
    @Test
    @Requirement("X3")
    void theOutputOptionWinsOverTheVariableThatCdktfReads() throws IOException {
        Path here = folder.resolve("here");
        Path elsewhere = folder.resolve("elsewhere/deep");
        Files.createDirectories(here.resolve("stacks/prod-iam"));
        Files.writeString(here.resolve("stacks/prod-iam/cdk.tf.json"), "{}");

        Run run = run(
                        Map.of(
                                "CDKTF_OUTDIR", elsewhere.toString(),
                                "CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS", "true",
                                "LAMBDA_JARS", jars.toString()),
                        "synth",
                        "--deployment",
                        "mobile-api",
                        "--output",
                        here.toString())
                .succeeded();

        assertThat(names(here)).containsExactly("manifest.json", "stacks", "synthesis.json");
        assertThat(names(here.resolve("stacks"))).containsExactly("main-iam", "main-us-east-1");
        assertThat(here.resolve("stacks/main-us-east-1/cdk.tf.json")).exists();
        assertThat(elsewhere.getParent()).doesNotExist();
        assertThat(run.output()).contains("removed the stacks of an earlier run: prod-iam", "2 stacks");
    }

    @Test
    void aVariableThatCdktfCannotReadIsBadInputThatLeavesTheOutputAlone() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("kept/stacks/dev-iam"));
        Files.writeString(kept.resolve("cdk.tf.json"), "{}");
        String output = folder.resolve("kept").toString();

        for (Map<String, String> variables : List.of(
                Map.of("CDKTF_OUTDIR", ""),
                Map.of("CDKTF_OUTDIR", kept.resolve("cdk.tf.json").toString()),
                Map.of("CDKTF_CONTEXT_JSON", "[1"))) {
            Run run = run(
                            variables,
                            "synth",
                            "--deployment",
                            "mobile-api",
                            "--lambda-jars",
                            jars.toString(),
                            "--output",
                            output)
                    .endedWith(ExitCode.INPUT.code());

            assertThat(run.output())
                    .contains(variables.keySet().iterator().next(), "change")
                    .doesNotContain("\tat ");
        }
        assertThat(kept.resolve("cdk.tf.json")).hasContent("{}");
        assertThat(names(folder.resolve("kept"))).containsExactly("stacks");
    }

    /** Node.js that ends at once stands for everything that nobody expects. */
    @Test
    void anErrorEndsWithThreeNamesItsTraceAndLeavesTheOutputAlone() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("earlier/stacks/main-iam"));
        Files.writeString(kept.resolve("cdk.tf.json"), "{}");

        Run run = run(
                        Map.of("JSII_RUNTIME", "false", "LAMBDA_JARS", jars.toString()),
                        "synth",
                        "--verbose",
                        "--deployment",
                        "mobile-api",
                        "--output",
                        folder.resolve("earlier").toString())
                .endedWith(ExitCode.INTERNAL_ERROR.code());

        assertThat(run.output()).contains("an error of this program", "\tat ", "please report it");
        assertThat(names(folder.resolve("earlier"))).containsExactly("stacks");
        assertThat(kept.resolve("cdk.tf.json")).hasContent("{}");
    }

    @Test
    @Requirement("X3")
    void aSynthesisOfWhatHasNotChangedKeepsTheStacksAndJudgesThemAgain() throws IOException {
        Path output = folder.resolve("again");
        String first = synth(output);
        Path stack = output.resolve("stacks/main-us-east-1/cdk.tf.json");
        String written = Files.readString(stack);
        FileTime time = Files.getLastModifiedTime(stack);

        String again = synth(output);

        assertThat(first).doesNotContain("nothing has changed").contains("Guardrails:");
        assertThat(again).contains("nothing has changed").contains("Guardrails:");
        assertThat(Files.getLastModifiedTime(stack)).isEqualTo(time);

        Files.writeString(stack, written.replace("us-east-1", "us-west-1"));
        assertThat(synth(output)).doesNotContain("nothing has changed");
        assertThat(stack).hasContent(written);

        assertThat(synth(output, "--fresh")).doesNotContain("nothing has changed");
        assertThat(stack).hasContent(written);
    }

    private static String synth(Path output, String... further) {
        List<String> arguments =
                new ArrayList<>(List.of("synth", "--deployment", "mobile-api", "--output", output.toString()));
        arguments.addAll(List.of(further));
        return run(Map.of("LAMBDA_JARS", jars.toString()), arguments.toArray(String[]::new))
                .succeeded()
                .output();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
