package payments.infrastructure.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.consistency.Consistency;
import payments.infrastructure.consistency.EnvironmentFacts;
import payments.infrastructure.consistency.Finding;
import payments.infrastructure.consistency.SettingEffects;
import payments.infrastructure.guardrail.model.Program;
import payments.testing.Scratch;
import payments.testing.SynthesizedDeployment;

/** System E's promise: its environments differ in what is listed, and in nothing else. */
@Requirement("E8")
class MultiEnvironmentConsistencyTest {
    private static final Deployment DEPLOYMENT = ReferenceDeployment.MULTI_ENVIRONMENT.loaded(Map.of());

    /** What the settings change does not depend on what a test changes: synthesized once for all of them. */
    private static final SettingEffects EFFECTS = new SettingEffects(
            DEPLOYMENT.environments(),
            Program.of(unchanged()),
            (environment, settings) -> Program.read(SynthesizedDeployment.of(
                            Scratch.folder("variant"), DEPLOYMENT.withEnvironments(List.of(environment)))
                    .folder()));

    @Test
    void theEnvironmentsDifferInSizesRetentionAndAddressesAlone() {
        List<Finding> findings = findings(stacks());

        assertThat(notAllowed(findings)).isEmpty();
        assertThat(findings.stream()
                        .flatMap(finding -> finding.settings().stream())
                        .distinct())
                .contains(
                        "database.instanceClass",
                        "database.backupRetentionDays",
                        "logs.retentionDays",
                        "regions.cidr",
                        "network.natGateways");
    }

    @Test
    void anAttributeThatNoSettingDecidesIsRefusedBesideOneThatSomeSettingDecides() {
        Map<String, JsonNode> stacks = stacks();
        stack(stacks, "prod-us-east-1")
                .at("/resource/aws_rds_cluster_instance")
                .forEach(instance -> ((ObjectNode) instance).put("publicly_accessible", true));

        assertThat(notAllowed(findings(stacks)))
                .hasSize(2)
                .allMatch(
                        line -> line.matches(
                                "NOT ALLOWED  region-1  aws_rds_cluster_instance/database/instances/[12]: publicly_accessible .*"));
        assertThat(findings(stacks))
                .filteredOn(
                        finding -> finding.line().contains("aws_rds_cluster_instance/database/instances/1: instance"))
                .extracting(Finding::settings)
                .containsExactly(List.of("database.instanceClass"));
    }

    @Test
    void aPortThatIsOpenInOneEnvironmentAloneIsFoundWithItsPath() {
        Map<String, JsonNode> stacks = stacks();
        stack(stacks, "prod-us-east-1")
                .at("/resource/aws_vpc_security_group_ingress_rule")
                .forEachEntry((id, rule) -> {
                    if (id.contains("database-from-functions")) {
                        ((ObjectNode) rule).put("from_port", 1);
                    }
                });

        assertThat(notAllowed(findings(stacks)))
                .containsExactly(
                        "NOT ALLOWED  region-1  aws_vpc_security_group_ingress_rule/security-groups/database-from-functions:"
                                + " from_port  dev = 5432, staging = 5432, prod = 1");
    }

    @Test
    void aResourceThatOneEnvironmentLacksIsFound() {
        Map<String, JsonNode> stacks = stacks();
        ((ObjectNode) stack(stacks, "staging-us-west-2").path("resource")).remove("aws_lb_listener_rule");

        assertThat(notAllowed(findings(stacks)))
                .hasSize(3)
                .allMatch(line -> line.endsWith("dev = present, staging = absent, prod = present"));
    }

    private static JsonNode stack(Map<String, JsonNode> stacks, String name) {
        return Objects.requireNonNull(stacks.get(name), name);
    }

    private static Map<String, JsonNode> stacks() {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        unchanged().forEach((name, stack) -> stacks.put(name, stack.deepCopy()));
        return stacks;
    }

    private static Map<String, JsonNode> unchanged() {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        ReferenceDeployment.MULTI_ENVIRONMENT
                .synthesized()
                .stacks()
                .forEach((name, stack) -> stacks.put(name, stack.json()));
        return stacks;
    }

    private static List<Finding> findings(Map<String, JsonNode> stacks) {
        return EFFECTS.explain(Consistency.differences(
                Program.of(stacks),
                DEPLOYMENT.environments().stream().map(EnvironmentFacts::of).toList()));
    }

    private static List<String> notAllowed(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !finding.allowed())
                .map(Finding::line)
                .toList();
    }
}
