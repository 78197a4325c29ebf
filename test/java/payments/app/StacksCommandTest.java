package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;

/** {@code payments stacks}: a pipeline deploys exactly the stacks of its environment, in their order. */
@Requirement("E11")
class StacksCommandTest {
    private static final String DEPLOYMENT = """
            project: shop
            environments:
              prod:
                suffix: prod
                classification: {data: internal, pciScope: out}
                regions: [{name: eu-west-1, cidr: 10.0.0.0/16}, {name: eu-central-1, cidr: 10.1.0.0/16}]
              prod-eu:
                suffix: eu
                classification: {data: internal, pciScope: out}
                regions: [{name: eu-west-1, cidr: 10.2.0.0/16}]
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void aDeploymentWhoseNamesBeginAlike() throws IOException {
        Files.writeString(folder.resolve("deployment.yaml"), DEPLOYMENT);
        // Not in the order of deployment: only the dependencies give it.
        manifest(
                stack("prod-eu-west-1", "s3", "prod-iam", "prod-eu-central-1"),
                stack("prod-eu-eu-west-1", "s3", "prod-eu-iam"),
                stack("prod-eu-central-1", "s3", "prod-iam"),
                stack("prod-state-eu-west-1", "local"),
                stack("prod-eu-iam", "s3"),
                stack("prod-iam", "s3"));
    }

    private void manifest(String... stacks) throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "{\"stacks\": {%s}}".formatted(String.join(",", stacks)));
    }

    private String stack(String name, String backend, String... after) throws IOException {
        Path file = folder.resolve(name + ".tf.json");
        Files.writeString(file, "{\"terraform\": {\"backend\": {\"%s\": {}}}}".formatted(backend));
        return "\"%1$s\": {\"name\": \"%1$s\", \"synthesizedStackPath\": \"%2$s\", \"dependencies\": [%3$s]}"
                .formatted(
                        name,
                        file.getFileName(),
                        String.join(
                                ",",
                                List.of(after).stream()
                                        .map(other -> "\"" + other + "\"")
                                        .toList()));
    }

    private Outcome stacks(String... more) {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "stacks";
        arguments[1] = folder.toString();
        arguments[2] = "--deployment";
        arguments[3] = folder.resolve("deployment.yaml").toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Outcome.of(Map.of(), arguments);
    }

    @Test
    void anEnvironmentHasItsOwnStacksAloneHoweverAnothersNameBegins() {
        assertThat(stacks("--environment", "prod").out().lines())
                .containsExactly("prod-iam", "prod-eu-central-1", "prod-eu-west-1");
        assertThat(stacks("--environment", "prod-eu").out().lines())
                .containsExactly("prod-eu-iam", "prod-eu-eu-west-1");
    }

    /** The places of the state are made by hand, before there is a state. */
    @Test
    void allStacksAreThoseOfAllEnvironmentsEachAfterWhatItDependsOn() {
        assertThat(stacks().out().lines())
                .containsExactly("prod-iam", "prod-eu-central-1", "prod-eu-west-1", "prod-eu-iam", "prod-eu-eu-west-1");
    }

    @Test
    void anEnvironmentThatDoesNotExistIsAnsweredWithThoseThatDo() {
        Outcome outcome = stacks("--environment", "production");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("production", "prod, prod-eu");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void localStateIsRefusedInAPipelineWithTheStacksThatHaveIt() throws IOException {
        manifest(
                stack("prod-iam", "s3"),
                stack("prod-eu-central-1", "local", "prod-iam"),
                stack("prod-eu-west-1", "s3", "prod-eu-central-1"));

        Outcome outcome = stacks("--environment", "prod", "--no-local-state");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err())
                .contains("local state", "prod-eu-central-1", "STATE_BUCKET")
                .doesNotContain("prod-iam");
        assertThat(stacks("--environment", "prod").exitCode()).isZero();
    }

    /** Without a backend Terraform keeps the state beside the configuration. */
    @Test
    void noBackendIsLocalState() throws IOException {
        manifest(stack("prod-eu-iam", "s3"), stack("prod-eu-eu-west-1", "s3"));
        Files.writeString(folder.resolve("prod-eu-iam.tf.json"), "{\"terraform\": {}}");

        assertThat(stacks("--environment", "prod-eu", "--no-local-state").err()).contains("prod-eu-iam");

        Files.writeString(folder.resolve("prod-eu-iam.tf.json"), "{\"terraform\": {\"cloud\": {}}}");

        assertThat(stacks("--environment", "prod-eu", "--no-local-state").exitCode())
                .isZero();
    }

    @Test
    void aFolderOfAnotherDeploymentIsRefusedWithWhatItLacks() throws IOException {
        manifest(stack("prod-iam", "s3"));

        Outcome outcome = stacks();

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("manifest.json", "lacks", "prod-eu-west-1");
    }

    @Test
    void aFolderThatWasNotSynthesizedIsRefused() throws IOException {
        Files.delete(folder.resolve("manifest.json"));

        Outcome outcome = stacks();

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("manifest.json: is not there", "payments synth");
    }
}
