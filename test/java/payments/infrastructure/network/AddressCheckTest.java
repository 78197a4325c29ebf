package payments.infrastructure.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.Cidr;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

@Requirement("E2")
class AddressCheckTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> new AddressCheck(
            scope, "addresses", placement, new Cidr("10.4.0.0/16"), new Neighbours("production", true, List.of())));

    private static JsonNode data(String type) {
        JsonNode found = STACK.json().path("data").path(type);
        assertThat(found).as(type).hasSize(1);
        return found.elements().next();
    }

    @Test
    void everyNetworkOfTheProjectIsLookedAtAtPlan() {
        assertThat(data("aws_vpcs").at("/tags/Project").asText()).isEqualTo("acme");
        assertThat(data("aws_vpc").path("for_each").asText())
                .startsWith("${toset(data.aws_vpcs.")
                .endsWith(".ids)}");
        assertThat(data("aws_vpc").path("id").asText()).isEqualTo("${each.value}");
        assertThat(data("aws_vpc").path("provider").asText()).isEqualTo("aws.eu-west-1");
    }

    @Test
    void thoseOfOtherEnvironmentsMustHaveOtherAddresses() {
        JsonNode postcondition = data("aws_vpc").at("/lifecycle/postcondition/0");

        assertThat(postcondition.path("condition").asText())
                .startsWith("${lookup(self.tags, \"env\", \"\") == \"production\" || cidrhost(")
                .contains("split(\"/\", self.cidr_block)[0]", "\"10.4.0.0\", min(16, ", " != ");
        assertThat(postcondition.path("error_message").asText()).contains("10.4.0.0/16");
    }

    @Test
    @Requirement("K3")
    void withoutNeighboursNothingIsLookedAt() {
        SynthesizedStack alone = Testing.synthPlaced((scope, placement) -> new AddressCheck(
                scope,
                "addresses",
                placement,
                new Cidr("10.4.0.0/16"),
                new Neighbours("production", false, List.of())));

        assertThat(alone.json().has("data")).isFalse();
    }
}
