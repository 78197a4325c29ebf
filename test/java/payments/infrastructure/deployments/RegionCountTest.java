package payments.infrastructure.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.Suppression;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.testing.Samples;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;

/** An environment has as many regions as it names. */
@Requirement("X1")
class RegionCountTest {
    private static final List<String> REGIONS =
            List.of("us-east-1", "us-east-2", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-2");

    /** Documents want a copy elsewhere, which one region alone cannot give. */
    private static final Suppression NOWHERE_TO_COPY_TO = new Suppression(
            "s3-replication",
            "prod-us-east-1/documents",
            "",
            "There is one region, so nowhere to replicate to.",
            "platform team",
            "Versions of every object",
            LocalDate.MAX);

    @TempDir
    Path folder;

    @Test
    void aThirdRegionChangesOnlyTheLinksOfTheOthers() {
        SynthesizedDeployment two = ReferenceDeployment.ACTIVE_PASSIVE.synthesized();
        SynthesizedDeployment three = ReferenceDeployment.ACTIVE_PASSIVE.changed(
                Map.of(),
                yaml -> yaml.replaceFirst(
                        "(      - \\{name: eu-west-1, .*\n)", "$1      - {name: eu-central-1, cidr: 10.2.0.0/16}\n"));

        assertThat(three.stacks()).hasSize(4).containsKey("main-eu-central-1");
        for (String stack : List.of("main-us-east-1", "main-eu-west-1")) {
            Map<String, SynthesizedResource> before = byAddress(two, stack);
            Map<String, SynthesizedResource> after = byAddress(three, stack);
            assertThat(after).containsKeys(before.keySet().toArray(String[]::new));
            assertThat(after.values().stream()
                            .filter(resource -> !resource.equals(before.get(resource.address())))
                            .map(SynthesizedResource::path))
                    .as("what a third region changes in %s", stack)
                    .isNotEmpty()
                    .allMatch(path -> path.startsWith(stack + "/links/"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void withOneRegionOrSixNothingElseIsFound(int count) {
        // A log of effects stands in exactly three places of one set of regions.
        String yaml = SynthesizedDeployment.flagshipYaml().replaceFirst("  effectLog: .*\n", "");
        SynthesizedDeployment deployment = SynthesizedDeployment.of(
                folder,
                yaml.substring(0, yaml.indexOf("environments:")) + """
                environments:
                  prod:
                    suffix: prod
                    regions:
                """
                        + REGIONS.subList(0, count).stream()
                                .map(code -> "      - {name: %s, cidr: 10.%d.0.0/16}\n"
                                        .formatted(code, REGIONS.indexOf(code)))
                                .collect(Collectors.joining()));

        assertThat(deployment.stacks()).hasSize(count + 1);
        assertThat(new Guardrails()
                        .check(
                                Program.read(deployment.folder().resolve("stacks"), deployment.stacks()::containsKey),
                                count == 1 ? List.of(NOWHERE_TO_COPY_TO) : List.of(),
                                Samples.DAY)
                        .findings(Severity.MEDIUM))
                .extracting(Result::message)
                .isEmpty();
    }

    private static Map<String, SynthesizedResource> byAddress(SynthesizedDeployment deployment, String stack) {
        return deployment.stack(stack).resources().stream()
                .collect(Collectors.toMap(SynthesizedResource::address, resource -> resource));
    }
}
