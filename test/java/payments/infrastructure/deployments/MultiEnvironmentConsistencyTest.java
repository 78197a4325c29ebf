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
import payments.infrastructure.config.Environment;
import payments.infrastructure.config.Region;
import payments.infrastructure.consistency.Consistency;
import payments.infrastructure.consistency.Difference;
import payments.infrastructure.consistency.EnvironmentFacts;
import payments.infrastructure.guardrail.model.Program;

/** System E's promise: its environments differ in what is listed, and in nothing else. */
@Requirement("E8")
class MultiEnvironmentConsistencyTest {
    private static final List<EnvironmentFacts> ENVIRONMENTS =
            ReferenceDeployment.MULTI_ENVIRONMENT.loaded(Map.of()).environments().stream()
                    .map(MultiEnvironmentConsistencyTest::facts)
                    .toList();

    @Test
    void theEnvironmentsDifferInSizesRetentionAndAddressesAlone() {
        List<Difference> differences = differences(stacks());

        assertThat(notAllowed(differences)).isEmpty();
        assertThat(differences.stream()
                        .flatMap(difference -> difference.allowed().stream())
                        .map(allowed -> allowed.setting())
                        .distinct())
                .contains(
                        "database.instanceClass",
                        "database.backupRetentionDays",
                        "logs.retentionDays",
                        "regions.cidr",
                        "network.natGateways");
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

        assertThat(notAllowed(differences(stacks)))
                .containsExactly(
                        "NOT ALLOWED  region-1  aws_vpc_security_group_ingress_rule/security-groups/database-from-functions:"
                                + " from_port  dev = 5432, staging = 5432, prod = 1");
    }

    @Test
    void aResourceThatOneEnvironmentLacksIsFound() {
        Map<String, JsonNode> stacks = stacks();
        ((ObjectNode) stack(stacks, "staging-us-west-2").path("resource")).remove("aws_lb_listener_rule");

        assertThat(notAllowed(differences(stacks)))
                .hasSize(3)
                .allMatch(line -> line.endsWith("dev = present, staging = absent, prod = present"));
    }

    private static JsonNode stack(Map<String, JsonNode> stacks, String name) {
        return Objects.requireNonNull(stacks.get(name), name);
    }

    private static Map<String, JsonNode> stacks() {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        ReferenceDeployment.MULTI_ENVIRONMENT
                .synthesized()
                .stacks()
                .forEach((name, stack) -> stacks.put(name, stack.json().deepCopy()));
        return stacks;
    }

    private static List<Difference> differences(Map<String, JsonNode> stacks) {
        return new Consistency().differences(Program.of(stacks), ENVIRONMENTS);
    }

    private static List<String> notAllowed(List<Difference> differences) {
        return differences.stream()
                .filter(difference -> difference.allowed().isEmpty())
                .map(Difference::line)
                .toList();
    }

    private static EnvironmentFacts facts(Environment environment) {
        return new EnvironmentFacts(
                environment.name(),
                environment.suffix(),
                environment.account(),
                environment.regions().stream().map(Region::code).toList());
    }
}
