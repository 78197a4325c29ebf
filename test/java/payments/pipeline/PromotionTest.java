package payments.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import payments.Requirement;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Environment;
import payments.infrastructure.config.Selection;

/** Environments follow each other in the pipeline, with one set of jars, and drift is looked for every night. */
@Requirement("E11")
class PromotionTest {
    private static final Path WORKFLOWS = Path.of(".github", "workflows");

    private static JsonNode workflow(String name) throws IOException {
        Object read =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(WORKFLOWS.resolve(name)));
        return new ObjectMapper().valueToTree(read);
    }

    @Test
    void eachEnvironmentOfTheFlagshipWaitsForTheOneBeforeIt() throws IOException {
        JsonNode jobs = workflow("promote.yml").path("jobs");
        List<String> environments = DeploymentLoader.load(
                        Path.of("main", "deployments", "payments.yaml"), Map.of(), Selection.everything())
                .environments()
                .stream()
                .map(Environment::name)
                .toList();

        String before = "build";
        for (String environment : environments) {
            assertThat(jobs.path(environment).path("needs").asText())
                    .as(environment)
                    .isEqualTo(before);
            assertThat(jobs.path(environment).at("/with/environment").asText()).isEqualTo(environment);
            assertThat(jobs.path(environment).path("uses").asText()).endsWith("/environment.yml");
            before = environment;
        }
        assertThat(before).isEqualTo("prod");
    }

    @Test
    void whatIsNotTheSameInAllEnvironmentsIsNotDeployedAtAll() throws IOException {
        assertThat(workflow("promote.yml").at("/jobs/build/steps").findValuesAsText("run"))
                .anyMatch(command -> command.contains("payments.jar consistency"));
    }

    @Test
    void everyNightTheLiveEnvironmentsAreCompared() throws IOException {
        JsonNode promote = workflow("promote.yml");

        // YAML 1.1 reads the key "on" as true.
        assertThat(promote.at("/true/schedule/0/cron").asText()).matches("\\d+ \\d+ \\* \\* \\*");
        assertThat(promote.at("/jobs/live/if").asText()).contains("schedule");
        assertThat(promote.at("/jobs/live/steps").findValuesAsText("run")).contains("bash .ci/promote live");
    }

    @Test
    void anEnvironmentIsPlannedThenAppliedAndAPlanAfterThatFindsNothing() throws IOException {
        assertThat(workflow("environment.yml").at("/jobs/deploy/steps").findValuesAsText("run"))
                .hasSize(3)
                .satisfies(commands -> {
                    assertThat(commands.get(0)).contains("promote plan");
                    assertThat(commands.get(1)).contains("promote apply");
                    assertThat(commands.get(2)).contains("promote plan", "No changes");
                });
        assertThat(workflow("environment.yml").at("/jobs/deploy/environment").asText())
                .isEqualTo("${{ inputs.environment }}");
    }

    /** Long-lived keys would be secrets of the repository. */
    @Test
    void thePipelineHasNoKeysOfAws() throws IOException {
        for (String name : List.of("promote.yml", "environment.yml")) {
            assertThat(Files.readString(WORKFLOWS.resolve(name)))
                    .contains("id-token: write", "role-to-assume")
                    .doesNotContain("secrets.", "AWS_ACCESS_KEY_ID");
        }
    }
}
