package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.testing.Json;
import payments.testing.SynthesizedDeployment;

/** Environments know of each other's addresses by their states, and of nothing else. */
class NeighboursTest {
    private static final Map<String, String> SHARED = Map.of(
            "ENVIRONMENT", "prod",
            "STATE_BUCKET", "acme-state-{environment}",
            "DEPLOY_ROLE", "deployer",
            "DEV_ACCOUNT", "111111111111",
            "STAGING_ACCOUNT", "222222222222",
            "PROD_ACCOUNT", "333333333333");

    @TempDir
    private Path folder;

    private SynthesizedDeployment synth(Map<String, String> more) {
        Map<String, String> variables = new java.util.HashMap<>(SHARED);
        variables.putAll(more);
        return SynthesizedDeployment.of(folder, SynthesizedDeployment.yaml("multi-environment"), variables);
    }

    private static JsonNode read(SynthesizedDeployment deployment, String stack) {
        return deployment.stack(stack).json().at("/data/terraform_remote_state");
    }

    @Test
    @Requirement({"E2", "E9", "K53"})
    void theAddressesOfEnvironmentsThatStandAreReadFromTheirStates() {
        JsonNode read = read(synth(Map.of("STANDING_ENVIRONMENTS", "dev,staging")), "prod-us-east-1");

        assertThat(read).hasSize(2);
        JsonNode dev = read.path("state-of-dev-eu-west-1");
        assertThat(dev.path("backend").asText()).isEqualTo("s3");
        assertThat(dev.path("config")).isEqualTo(Json.of("""
                {'bucket': 'acme-state-dev', 'region': 'eu-west-1', 'key': 'multi-environment/dev-eu-west-1.tfstate',
                 'allowed_account_ids': ['111111111111'],
                 'assume_role': {'role_arn': 'arn:aws:iam::111111111111:role/deployer'}}
                """));
        assertThat(dev.at("/lifecycle/postcondition/0/condition").asText())
                .contains("self.outputs.vpc_cidr", "\"10.2.0.0\"", " != ");
    }

    @Test
    @Requirement("K53")
    void inTerraformCloudTheWorkspaceIsRead() {
        String yaml = SynthesizedDeployment.yaml("multi-environment")
                .replaceFirst(
                        "(?s)type: s3-if-named.*?standing", "type: cloud\n  cloud: {organization: acme}\n  standing");

        JsonNode read = read(
                SynthesizedDeployment.of(
                        folder, yaml, Map.of("ENVIRONMENT", "prod", "STANDING_ENVIRONMENTS", "dev, staging")),
                "prod-us-east-1");

        assertThat(read.at("/state-of-staging-us-west-2/config/workspaces/name").asText())
                .isEqualTo("staging-us-west-2");
    }

    @Test
    @Requirement("K53")
    void theFirstEnvironmentReadsNobodysState() {
        assertThat(read(synth(Map.of()), "prod-us-east-1").isMissingNode()).isTrue();
    }

    /** A copy stands beside what it is a copy of, with the same addresses. */
    @Test
    @Requirement("K3")
    void aCopyHasNoNeighbours() {
        SynthesizedDeployment copy =
                synth(Map.of("STANDING_ENVIRONMENTS", "dev,staging", "ENVIRONMENT_SUFFIX", "pr42"));

        assertThat(copy.stack("prod-us-east-1").json().path("data").has("aws_vpcs"))
                .isFalse();
        assertThat(read(copy, "prod-us-east-1").isMissingNode()).isTrue();
    }
}
