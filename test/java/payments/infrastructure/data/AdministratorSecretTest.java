package payments.infrastructure.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.security.KeyArn;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class AdministratorSecretTest {
    private static final SynthesizedStack STACK = synth(Samples.PROTECTED);
    private static final SynthesizedResource SECRET = STACK.resource("aws_secretsmanager_secret");
    private static final SynthesizedResource VERSION = STACK.resource("aws_secretsmanager_secret_version");

    private static SynthesizedStack synth(ProtectionSettings protection) {
        return Testing.synthPlaced((scope, placement) -> assertThat(new AdministratorSecret(
                                scope, "administrator", placement, protection, new KeyArn("key-of-database"))
                        .passwordExpression())
                .isEqualTo("ephemeral.aws_secretsmanager_secret_version.database_administrator.secret_string"));
    }

    @Test
    void theSecretIsEncryptedWithTheDatabasesKey() {
        SECRET.has("name", "acme-database-admin-test").has("kms_key_id", "key-of-database");
    }

    @Test
    @Requirement("X4")
    void thePasswordIsMadeWhileTerraformRunsAndWrittenOnly() {
        VERSION.has("secret_id", SECRET.ref("id"))
                .has(
                        "secret_string_wo",
                        "${ephemeral.aws_secretsmanager_random_password.database_administrator.random_password}")
                .has("secret_string_wo_version", 1)
                .hasNo("secret_string")
                .hasNo("secret_binary");
        assertThat(STACK.json().at("/ephemeral/aws_secretsmanager_random_password/database_administrator"))
                .isEqualTo(Json.of("""
                {'password_length': 48, 'exclude_punctuation': true, 'provider': 'aws.eu-west-1'}
                """));
    }

    /** Through the version, so that it is read only after it was written. */
    @Test
    @Requirement("X4")
    void thePasswordIsReadBackThroughTheVersionThatWasWritten() {
        assertThat(STACK.json().at("/ephemeral/aws_secretsmanager_secret_version/database_administrator"))
                .isEqualTo(Json.of(
                        "{'secret_id': '%s', 'provider': 'aws.eu-west-1'}".formatted(VERSION.ref("secret_id"))));
    }

    /** A data source or a random_password resource would put it into the state. */
    @Test
    @Requirement("X4")
    void nothingThatIsStoredHoldsThePassword() {
        assertThat(STACK.resources())
                .extracting(SynthesizedResource::type)
                .containsExactlyInAnyOrder("aws_secretsmanager_secret", "aws_secretsmanager_secret_version");
        assertThat(STACK.json().path("data")).isEmpty();
        assertThat(STACK.json().path("output")).isEmpty();
    }

    @Test
    @Requirement("B11")
    void aProtectedSecretCanBeRecoveredForAMonthAndOthersGoAtOnce() {
        SECRET.has("recovery_window_in_days", 30);
        synth(Samples.DESTROYABLE).resource("aws_secretsmanager_secret").has("recovery_window_in_days", 0);
    }
}
