package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.testing.Deployments;
import payments.testing.SynthesizedDeployment;

/** {@code payments picture} on a folder of Terraform JSON. */
@Requirement("X8")
class PictureCommandTest {
    private static final String QUEUE = """
            {"provider": {"aws": [{"region": "eu-west-1", "default_tags": [{"tags": {"Environment": "dev"}}]}]},
             "resource": {"aws_sqs_queue": {"q": {"name": "incoming"}}}}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void aStack() throws IOException {
        Files.createDirectories(folder.resolve("stacks/one"));
        Files.writeString(folder.resolve("stacks/one/cdk.tf.json"), QUEUE);
    }

    private Outcome picture(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "picture";
        arguments[1] = folder.resolve("stacks").toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Outcome.of(Map.of(), arguments);
    }

    @Test
    void theFlowchartIsPrinted() {
        Outcome outcome = picture();

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).startsWith("flowchart LR\n").contains("incoming");
    }

    @Test
    void aMarkdownFileGetsAPageThatCanBeLookedAt() {
        Path page = folder.resolve("docs/picture.md");

        Outcome outcome = picture("--output", page.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(page).content().startsWith("```mermaid\nflowchart LR\n").endsWith("```\n");
    }

    @Test
    void anEnvironmentThatIsNotThereIsBadInputThatNamesThoseThatAre() {
        Outcome outcome = picture("--environment", "prod");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--environment prod", "dev");
    }

    /** By the name in the deployment file, and by the suffix, which is what the resources carry. */
    @ParameterizedTest
    @MethodSource("payments.testing.Deployments#names")
    void everyEnvironmentOfEveryShippedDeploymentIsDrawn(String file) {
        Deployment deployment = DeploymentLoader.load(
                Path.of("main/deployments", file + ".yaml"),
                Deployments.variables(SynthesizedDeployment.yaml(file)),
                Selection.everything());
        String stacks = Deployments.of(file).folder().toString();
        for (Environment environment : deployment.environments()) {
            Outcome byName = Outcome.of(Map.of(), "picture", stacks, "--environment", environment.name());
            Outcome bySuffix = Outcome.of(Map.of(), "picture", stacks, "--environment", environment.suffix());

            assertThat(byName.exitCode()).as(byName.err()).isZero();
            assertThat(byName.out().lines().filter(line -> line.matches("  subgraph .*")))
                    .as(environment.name())
                    .hasSize(1);
            assertThat(byName.out()).contains(environment.regions().get(0).code());
            assertThat(bySuffix.out()).isEqualTo(byName.out());
        }
    }

    @Test
    void theNearestNameOfAnUnknownEnvironmentComesFirst() {
        String stacks = Deployments.of("payments").folder().toString();

        Outcome outcome = Outcome.of(Map.of(), "picture", stacks, "--environment", "stagin");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains(": staging, ", "dev", "prod");
    }

    @Test
    void aFileThatCannotBeWrittenIsBadInput() {
        Outcome outcome = picture("--output", folder.resolve("stacks").toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("cannot be written", "it is a folder", "--output");
    }

    @Test
    void aFolderWithoutStacksIsBadInput() throws IOException {
        Files.delete(folder.resolve("stacks/one/cdk.tf.json"));

        assertThat(picture().exitCode()).isEqualTo(2);
    }
}
