package payments.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Environment;
import payments.pipeline.Workflow.Job;
import payments.pipeline.Workflow.Step;

/** What every workflow must have, whatever it does; {@code PipelineIT} runs them. */
@Requirement("E11")
class WorkflowsTest {
    /** A full commit: a tag can be moved to other code. The tag stands behind it for people. */
    private static final Pattern PINNED = Pattern.compile("uses: [\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

    static Stream<Workflow> workflows() {
        return Workflow.all().stream();
    }

    private static JsonNode jobs(String workflow) {
        return Workflow.read(workflow).root().path("jobs");
    }

    /** Without it {@code plan | tee} is green when the plan failed: GitHub's own default is {@code bash -e} alone. */
    @ParameterizedTest
    @MethodSource("workflows")
    void everyStepStopsWhenAnyPartOfAPipeFails(Workflow workflow) {
        assertThat(workflow.steps().stream().filter(step -> !step.run().isEmpty()))
                .allSatisfy(step -> assertThat(step.shell()).as(step.run()).contains("pipefail"));
    }

    @Test
    void aStepWithoutAShellDoesNotStopThere() {
        Workflow careless = Workflow.of("careless.yml", "jobs: {a: {steps: [{run: false | cat}]}}");

        assertThat(careless.steps()).singleElement().satisfies(step -> assertThat(step.shell())
                .doesNotContain("pipefail"));
    }

    @Test
    void everyScriptStopsWhenAnyPartOfAPipeFails() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of(".ci"))) {
            assertThat(scripts).isNotEmpty().allSatisfy(script -> assertThat(script)
                    .content()
                    .startsWith("#!/usr/bin/env bash\n")
                    .containsPattern("(?m)^set -euo pipefail$"));
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionIsPinnedToACommit(Workflow workflow) throws IOException {
        assertThat(Files.readString(Path.of(".github", "workflows", workflow.name()))
                        .lines()
                        .filter(line -> line.contains("uses: ") && !line.contains("uses: ./")))
                .allMatch(line -> PINNED.matcher(line).find());
    }

    @Test
    void anActionHasOneVersionEverywhere() {
        TreeSet<String> versions = new TreeSet<>();
        for (Workflow workflow : Workflow.all()) {
            workflow.steps().stream()
                    .map(step -> step.node().path("uses").asText())
                    .filter(uses -> !uses.isEmpty())
                    .forEach(versions::add);
        }

        assertThat(versions.stream().map(uses -> uses.replaceFirst("@.*", ""))).doesNotHaveDuplicates();
    }

    /** What may get a role of AWS is declared job by job; a workflow that is called cannot get more than its caller has. */
    @ParameterizedTest
    @MethodSource("workflows")
    void aTokenForARoleIsGivenOnlyToJobsThatTakeOne(Workflow workflow) {
        assertThat(workflow.root().at("/permissions/contents").asText()).isEqualTo("read");
        for (Job job : workflow.jobs().values()) {
            JsonNode permissions = job.node().path("permissions").isObject()
                    ? job.node().path("permissions")
                    : workflow.root().path("permissions");
            boolean takesOne = takesRole(job);

            assertThat(permissions.path("id-token").asText())
                    .as(workflow.name() + " " + job.name())
                    .isEqualTo(takesOne ? "write" : "");
        }
    }

    private static boolean takesRole(Job job) {
        String uses = job.node().path("uses").asText();
        return uses.isEmpty()
                ? job.steps().stream().anyMatch(step -> step.action().equals("aws-actions/configure-aws-credentials"))
                : Workflow.called(uses).jobs().values().stream().anyMatch(WorkflowsTest::takesRole);
    }

    /** Long-lived keys would be secrets of the repository. */
    @ParameterizedTest
    @MethodSource("workflows")
    void noWorkflowHasKeysOfAws(Workflow workflow) {
        assertThat(workflow.root().toString()).doesNotContain("secrets.", "AWS_ACCESS_KEY_ID", "AWS_SECRET");
    }

    /** Who only plans may not be able to change anything. */
    @Test
    void onlyTheJobThatAppliesTakesTheRoleThatMay() {
        for (Workflow workflow : Workflow.all()) {
            for (Job job : workflow.jobs().values()) {
                boolean applies =
                        job.steps().stream().anyMatch(step -> step.run().contains("promote apply"));
                boolean mayDeploy = job.node().path("steps").toString().contains("vars.DEPLOYER_ROLE");

                assertThat(mayDeploy).as(workflow.name() + " " + job.name()).isEqualTo(applies);
            }
        }
    }

    @Test
    void eachEnvironmentOfTheFlagshipWaitsForTheOneBeforeIt() {
        List<String> environments = DeploymentLoader.load(
                        Path.of("main", "deployments", "payments.yaml"), Map.of(), Selection.everything())
                .environments()
                .stream()
                .map(Environment::name)
                .toList();
        Workflow promote = Workflow.read("promote.yml");

        String before = "build";
        for (String environment : environments) {
            Job job = promote.job(environment);
            assertThat(job.needs()).containsExactly(before);
            assertThat(job.node().at("/with/environment").asText()).isEqualTo(environment);
            assertThat(job.node().path("uses").asText()).endsWith("/environment.yml");
            before = environment;
        }
        assertThat(promote.job("live").needs()).containsExactly(before);
    }

    @Test
    void peopleApproveAPlanThatTheyHaveSeen() {
        JsonNode jobs = jobs("environment.yml");

        assertThat(jobs.at("/apply/needs").asText()).isEqualTo("plan");
        assertThat(jobs.at("/apply/environment").asText()).isEqualTo("${{ inputs.environment }}");
        assertThat(jobs.at("/plan/environment").asText()).isEqualTo("${{ inputs.environment }}-plan");
        assertThat(jobs.at("/plan/steps").findValuesAsText("run"))
                .containsExactly("bash .ci/promote plan \"$ENVIRONMENT\" changes.txt");
        assertThat(jobs.at("/apply/steps").findValuesAsText("run"))
                .containsExactly("bash .ci/promote apply \"$ENVIRONMENT\" changes.txt");
    }

    @Test
    void whatIsNotTheSameInAllEnvironmentsIsNotDeployedAtAll() {
        assertThat(jobs("build.yml").at("/build/steps").findValuesAsText("run"))
                .contains("java -jar main/target/payments.jar consistency");
    }

    @Test
    void everyNightProgramStateAndWorldAreCompared() {
        JsonNode drift = Workflow.read("drift.yml").root();

        assertThat(drift.at("/on/schedule/0/cron").asText()).matches("\\d+ \\d+ \\* \\* \\*");
        assertThat(drift.at("/jobs/live/uses").asText()).endsWith("/live.yml");
        assertThat(jobs("live.yml").at("/live/steps").findValuesAsText("run")).containsExactly("bash .ci/promote live");
    }

    /** A user who sets the pipeline up reads there what to configure, and which commands the jobs run. */
    @Test
    void theRunbookNamesWhatTheWorkflowsNeed() throws IOException {
        String runbook = Files.readString(Path.of("main/docs/runbooks/state.md"));
        List<String> needed = new ArrayList<>();
        for (String name : List.of("build.yml", "environment.yml", "live.yml")) {
            Workflow workflow = Workflow.read(name);
            Pattern.compile("vars\\.(\\w+)")
                    .matcher(workflow.root().toString())
                    .results()
                    .forEach(variable -> needed.add("`" + variable.group(1) + "`"));
            workflow.steps().stream()
                    .map(Step::run)
                    .filter(run -> run.contains("promote"))
                    .forEach(run -> needed.add(run.replace("\"$ENVIRONMENT\"", "dev")));
        }

        assertThat(needed).hasSizeGreaterThan(6).allSatisfy(words -> assertThat(runbook)
                .contains(words));
    }
}
