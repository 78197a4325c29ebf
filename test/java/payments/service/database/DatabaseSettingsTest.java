package payments.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Threat;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;

/** What the environment says about the database. */
class DatabaseSettingsTest {
    private static final Map<String, String> DEPLOYED =
            Map.of("REGION", "eu-west-1", "RDS_HOST", "db.example", "RDS_PORT", "5432", "RDS_DATABASE", "payments");

    @Test
    void aDeploymentWithoutADatabaseHasNoSettings() {
        assertThat(settings(Map.of("REGION", "eu-west-1"))).isEmpty();
    }

    @Test
    void whatTheFlagshipSetsIsEnough() {
        assertThat(settings(DEPLOYED))
                .contains(new DatabaseSettings(
                        "db.example",
                        5432,
                        "payments",
                        "payments_app",
                        "eu-west-1",
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void userSecretAndAuthoritiesMayBeSet() {
        Map<String, String> variables = new HashMap<>(DEPLOYED);
        variables.put("DATABASE_USER", "dbadmin");
        variables.put("DATABASE_SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x");
        variables.put("DATABASE_CA_FILE", "/opt/ca.pem");

        DatabaseSettings settings = settings(variables).orElseThrow();

        assertThat(settings.user()).isEqualTo("dbadmin");
        assertThat(settings.secret()).contains("arn:aws:secretsmanager:eu-west-1:123456789012:secret:x");
        assertThat(settings.authorities()).contains(Path.of("/opt/ca.pem"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGION", "RDS_PORT", "RDS_DATABASE"})
    @Threat("G08")
    void aMissingVariableIsNamed(String missing) {
        Map<String, String> variables = new HashMap<>(DEPLOYED);
        variables.put(missing, " ");

        assertThatThrownBy(() -> settings(variables)).hasMessageContaining(missing);
    }

    @ParameterizedTest
    @CsvSource({
        "RDS_PORT, 0",
        "RDS_PORT, 65536",
        "RDS_PORT, five",
        "RDS_DATABASE, pay?ssl=off",
        "DATABASE_USER, a b",
    })
    @Threat("G08")
    void anUnusableVariableIsNamedWithItsValue(String name, String value) {
        Map<String, String> variables = new HashMap<>(DEPLOYED);
        variables.put(name, value);

        assertThatThrownBy(() -> settings(variables)).hasMessageContaining(name).hasMessageContaining(value);
    }

    private static Optional<DatabaseSettings> settings(Map<String, String> variables) {
        return DatabaseSettings.from(new FunctionEnvironment(FunctionContract.PAYMENTS_API, variables));
    }
}
