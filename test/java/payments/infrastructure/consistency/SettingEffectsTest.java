package payments.infrastructure.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.guardrail.model.Program;

/** A difference names the settings that make it, alone or together; what none makes is not allowed. */
@Requirement("E8")
class SettingEffectsTest {
    @TempDir
    private Path folder;

    private final List<String> tried = new ArrayList<>();

    @Test
    void aDifferenceNamesTheSettingThatAloneMakesIt() {
        assertThat(findings("logs: {retentionDays: 30}, function: {memoryMegabytes: 2048}", (environment, queue) -> {
                    queue.put("days", environment.settings().logs().retentionDays());
                    queue.put("memory", environment.settings().function().memoryMegabytes());
                }))
                .containsExactly(
                        "allowed (logs.retentionDays)  region-1  aws_sqs_queue/q: days  dev = 400, prod = 30",
                        "allowed (function.memoryMegabytes)  region-1  aws_sqs_queue/q: memory  dev = 1024, prod = 2048");
        assertThat(tried).containsExactly("regions.name", "function.memoryMegabytes", "logs.retentionDays");
    }

    @Test
    void whatNoSettingMakesIsNotAllowed() {
        assertThat(findings("logs: {retentionDays: 30}", (environment, queue) -> {
                    queue.put("days", environment.settings().logs().retentionDays());
                    queue.put("open", environment.name().equals("prod"));
                }))
                .containsExactly(
                        "allowed (logs.retentionDays)  region-1  aws_sqs_queue/q: days  dev = 400, prod = 30",
                        "NOT ALLOWED  region-1  aws_sqs_queue/q: open  dev = false, prod = true");
    }

    /** The lower of two limits: neither changes it alone. */
    @Test
    void settingsThatActTogetherAloneAreBothNamed() {
        assertThat(findings(
                        "logs: {retentionDays: 731}, function: {memoryMegabytes: 2048}",
                        (environment, queue) -> queue.put(
                                "least",
                                environment.settings().logs().retentionDays() > 400
                                        && environment.settings().function().memoryMegabytes() > 1024)))
                .containsExactly("allowed (function.memoryMegabytes, logs.retentionDays)"
                        + "  region-1  aws_sqs_queue/q: least  dev = false, prod = true");
    }

    /** The loader refuses buckets that are emptied while they cannot be destroyed. */
    @Test
    void aSettingThatNeedsAnotherIsStillDistinguishedFromIt() {
        assertThat(findings(
                        "protection: {preventDestroy: false, emptyBucketsOnDestroy: true}", (environment, queue) -> {
                            queue.put(
                                    "empty", environment.settings().protection().emptyBucketsOnDestroy());
                            queue.put(
                                    "kept", environment.settings().protection().preventDestroy());
                        }))
                .containsExactly(
                        "allowed (protection.emptyBucketsOnDestroy)  region-1  aws_sqs_queue/q: empty  dev = false, prod = true",
                        "allowed (protection.preventDestroy)  region-1  aws_sqs_queue/q: kept  dev = true, prod = false");
    }

    @Test
    void whereNothingDiffersNothingIsSynthesized() {
        assertThat(findings("logs: {retentionDays: 30}", (environment, queue) -> queue.put("days", 1)))
                .isEmpty();
        assertThat(tried).isEmpty();
    }

    private List<String> findings(String overrides, BiConsumer<Environment, ObjectNode> attributes) {
        Deployment deployment = deployment(overrides);
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        deployment.environments().forEach(environment -> stacks.putAll(stack(environment, attributes)));
        Program program = Program.of(stacks);
        SettingEffects effects = new SettingEffects(deployment.environments(), program, (environment, settings) -> {
            tried.add(settings);
            return Program.of(stack(environment, attributes));
        });
        return effects
                .explain(Consistency.differences(
                        program,
                        deployment.environments().stream()
                                .map(EnvironmentFacts::of)
                                .toList()))
                .stream()
                .map(Finding::line)
                .toList();
    }

    /** A program of one queue, whose attributes follow the environment. */
    private static Map<String, JsonNode> stack(
            Environment environment, BiConsumer<Environment, ObjectNode> attributes) {
        ObjectNode stack = new ObjectMapper().createObjectNode();
        attributes.accept(
                environment,
                stack.withObjectProperty("resource")
                        .withObjectProperty("aws_sqs_queue")
                        .putObject("q"));
        return Map.of(environment.name() + "-" + environment.primary().code(), stack);
    }

    private Deployment deployment(String overrides) {
        try {
            Path file = Files.writeString(folder.resolve("acme.yaml"), """
                    project: acme
                    settings: {network: none, documents: none, database: none}
                    environments:
                      dev: {suffix: dev, regions: [{name: eu-west-1}]}
                      prod: {suffix: prod, regions: [{name: us-east-1}], overrides: {%s}}
                    """.formatted(overrides));
            return DeploymentLoader.load(file, Map.of(), Selection.everything());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
