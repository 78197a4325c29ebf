package payments.infrastructure.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hashicorp.cdktf.TerraformStack;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class ProvidersTest {
    private static final SynthesizedStack STACK = synth(null, null);

    private static SynthesizedStack synth(@Nullable String account, @Nullable String role) {
        Deployment deployment = Samples.deployment(DatabaseCopy.NONE, AwsRegion.EU_WEST_1);
        Environment environment = new Environment(
                "production",
                "prod",
                account,
                role,
                true,
                Samples.CLASSIFICATION,
                List.of(new Region(AwsRegion.EU_WEST_1, new Cidr("10.0.0.0/16"), true)),
                Samples.settings(DatabaseCopy.NONE));
        return Testing.synthScope(scope -> {
            Providers providers =
                    new Providers(TerraformStack.of(scope), "production-eu-west-1", deployment, environment);
            providers.region("eu-west-1");
            providers.region("us-east-1");
            assertThat(providers.region("us-east-1"))
                    .as("the provider of a region that was asked for before")
                    .isSameAs(providers.region("us-east-1"));
            providers.iam();
            providers.route53();
        });
    }

    private static JsonNode provider(SynthesizedStack stack, String alias) {
        for (JsonNode provider : stack.json().at("/provider/aws")) {
            if (provider.path("alias").asText().equals(alias)) {
                return provider;
            }
        }
        throw new AssertionError("no provider %s among %s".formatted(alias, stack.providerAliases()));
    }

    /** Known mistake M31: a default provider would take whatever forgets to name one. */
    @Test
    @Requirement("A1")
    void everyProviderHasAnAliasAndItsOwnRegion() {
        assertThat(STACK.providerAliases()).containsExactlyInAnyOrder("eu-west-1", "us-east-1", "iam", "route53");
        assertThat(provider(STACK, "eu-west-1").path("region").asText()).isEqualTo("eu-west-1");
        assertThat(provider(STACK, "us-east-1").path("region").asText()).isEqualTo("us-east-1");
    }

    @Test
    @Requirement("A1")
    void theProvidersOfIamAndRoute53ArePinnedWhateverTheRegionOfTheStack() {
        assertThat(provider(STACK, "iam").path("region").asText()).isEqualTo("us-east-1");
        assertThat(provider(STACK, "route53").path("region").asText()).isEqualTo("us-east-1");
    }

    @Test
    @Requirement("A1")
    void everyProviderTagsWithOwnerEnvironmentStackAndRegion() {
        assertThat(provider(STACK, "eu-west-1").path("default_tags")).isEqualTo(Json.of("""
                [{'tags': {'Project': 'acme', 'Environment': 'prod', 'ManagedBy': 'cdktf', 'Repository': 'acme/platform',
                           'Author': 'ada', 'PRNumber': '42', 'Team': 'payments', 'Workspace': 'production-eu-west-1',
                           'Region': 'eu-west-1', 'env': 'production', 'owner': 'payments', 'data-class': 'restricted',
                           'pci-scope': 'cde'}}]
                """));
        assertThat(provider(STACK, "iam").at("/default_tags/0/tags/Region").asText())
                .isEqualTo("us-east-1");
    }

    @Test
    @Requirement("E1")
    void providersRefuseAnotherAccountAndAssumeTheRoleThere() {
        SynthesizedStack stack = synth("123456789012", "deployer");

        assertThat(stack.json().at("/provider/aws")).hasSize(4).allSatisfy(provider -> {
            assertThat(provider.path("allowed_account_ids")).isEqualTo(Json.of("['123456789012']"));
            assertThat(provider.path("assume_role")).isEqualTo(Json.of("""
                    [{'role_arn': 'arn:aws:iam::123456789012:role/deployer', 'session_name': 'production-eu-west-1'}]
                    """));
        });
    }

    @Test
    void withoutAnAccountAnyWillDo() {
        assertThat(STACK.json().at("/provider/aws"))
                .allSatisfy(provider -> assertThat(provider.has("allowed_account_ids") || provider.has("assume_role"))
                        .as("%s", provider)
                        .isFalse());
    }

    /** Provider and credentials belong to the user who runs Terraform. */
    @Test
    @Requirement("B11")
    void noProviderCarriesCredentials() {
        assertThat(STACK.json().at("/provider/aws")).allSatisfy(provider -> assertThat(
                        provider.has("access_key") || provider.has("secret_key") || provider.has("token"))
                .isFalse());
    }
}
