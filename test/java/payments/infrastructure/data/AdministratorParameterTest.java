package payments.infrastructure.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.PasswordStore;
import payments.infrastructure.security.KeyArn;
import payments.testing.Json;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link AdministratorParameter}, and who makes the password when. */
class AdministratorParameterTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> assertThat(
                    new AdministratorParameter(scope, "administrator", placement, new KeyArn("key-of-database"))
                            .passwordExpression())
            .isEqualTo("ephemeral.aws_ssm_parameter.database_administrator.value"));
    private static final SynthesizedResource PARAMETER = STACK.resource("aws_ssm_parameter");

    @Test
    @Requirement("E3")
    void theParameterLiesUnderTheEnvironmentsOwnPathAndIsEncryptedWithTheDatabasesKey() {
        PARAMETER
                .has("name", "/acme/test/database/administrator-password")
                .has("type", "SecureString")
                .has("key_id", "key-of-database");
    }

    @Test
    @Requirement({"E3", "X4"})
    void thePasswordIsMadeWhileTerraformRunsAndWrittenOnly() {
        PARAMETER
                .has(
                        "value_wo",
                        "${ephemeral.aws_secretsmanager_random_password.database_administrator.random_password}")
                .has("value_wo_version", 1)
                .hasNo("value")
                .hasNo("insecure_value");
        assertThat(STACK.json().at("/ephemeral/aws_ssm_parameter/database_administrator"))
                .isEqualTo(Json.of("{'arn': '%s', 'provider': 'aws.eu-west-1'}".formatted(PARAMETER.ref("arn"))));
    }

    @Test
    @Requirement({"E3", "X4"})
    void nothingThatIsStoredHoldsThePassword() {
        assertThat(STACK.resources()).extracting(SynthesizedResource::type).containsExactly("aws_ssm_parameter");
        assertThat(STACK.json().path("data")).isEmpty();
        assertThat(STACK.json().path("output")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SECRETS_MANAGER, BACKUPS, MANAGED",
        "SECRETS_MANAGER, NONE, MANAGED",
        "SECRETS_MANAGER, READ_REPLICA, EPHEMERAL",
        "SECRETS_MANAGER, GLOBAL_DATABASE, EPHEMERAL",
        "PARAMETER_STORE, NONE, PARAMETER",
        "PARAMETER_STORE, READ_REPLICA, PARAMETER"
    })
    void rdsManagesThePasswordWhereItCanAndShould(PasswordStore store, DatabaseCopy copy, AdministratorPassword maker) {
        assertThat(AdministratorPassword.of(store, copy)).isEqualTo(maker);
    }
}
