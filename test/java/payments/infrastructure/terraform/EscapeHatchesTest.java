package payments.infrastructure.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKey;
import com.hashicorp.cdktf.providers.aws.ssm_parameter.SsmParameter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.testing.Json;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class EscapeHatchesTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> {
        TerraformStack stack = TerraformStack.of(scope);
        EscapeHatches.requireVersions(stack, ">= 1.11.0", "~> 5.100");
        String ephemeral = EscapeHatches.ephemeral(
                stack, placement, "aws_secretsmanager_random_password", "pin", Map.of("password_length", 48));
        SsmParameter parameter = SsmParameter.Builder.create(scope, "parameter")
                .provider(placement.provider())
                .name("pin")
                .type("SecureString")
                .build();
        EscapeHatches.writeOnly(parameter, "value_wo", ephemeral + ".random_password", 3);
        KmsKey key = KmsKey.Builder.create(scope, "key")
                .provider(placement.provider())
                .build();
        EscapeHatches.keyRotationPeriod(key, 365);
    });

    /** The bindings pin 5.23.1 exactly, under a source that only Terraform's own registry understands. */
    @Test
    void theProvidersVersionIsTheSettingsAndNotTheBindings() {
        assertThat(STACK.json().path("terraform").path("required_version").asText())
                .isEqualTo(">= 1.11.0");
        assertThat(STACK.json().at("/terraform/required_providers"))
                .isEqualTo(Json.of("{'aws': {'source': 'hashicorp/aws', 'version': '~> 5.100'}}"));
    }

    @Test
    @Requirement("X4")
    void anEphemeralValueNamesItsProvider() {
        assertThat(STACK.json().at("/ephemeral")).isEqualTo(Json.of("""
                {'aws_secretsmanager_random_password': {'pin': {'password_length': 48, 'provider': 'aws.eu-west-1'}}}
                """));
    }

    @Test
    @Requirement("X4")
    void aWriteOnlyArgumentHasAVersionBesideIt() {
        STACK.resource("aws_ssm_parameter")
                .has("value_wo", "${ephemeral.aws_secretsmanager_random_password.pin.random_password}")
                .has("value_wo_version", 3)
                .hasNo("value");
    }

    @Test
    @Requirement("A3")
    void theRotationPeriodIsWritten() {
        STACK.resource("aws_kms_key").has("rotation_period_in_days", 365);
    }
}
