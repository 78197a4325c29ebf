package payments.infrastructure.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.DatabaseEngine;
import payments.testing.Altered;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.Testing;

class DatabaseParametersTest {
    private static final SynthesizedResource GROUP = Testing.synthPlaced((scope, placement) -> new DatabaseParameters(
                    scope,
                    "parameters",
                    placement,
                    Samples.database(DatabaseEngine.POSTGRES, "17", "db.t4g.medium", null)))
            .resource("aws_db_parameter_group");

    private static Map<String, String> parameters() {
        return parameters(GROUP);
    }

    private static Map<String, String> parameters(SynthesizedResource group) {
        Map<String, String> parameters = new TreeMap<>();
        group.at("parameter")
                .forEach(parameter -> parameters.put(
                        parameter.path("name").asText(), parameter.path("value").asText()));
        return parameters;
    }

    @Test
    @Requirement("B11")
    void connectionsAreEncryptedAndPasswordsHashed() {
        assertThat(parameters())
                .containsEntry("rds.force_ssl", "1")
                .containsEntry("ssl_min_protocol_version", "TLSv1.2")
                .containsEntry("password_encryption", "scram-sha-256");
    }

    @Test
    @Requirement("B11")
    void whoConnectsAndWhoChangesTheSchemaIsLogged() {
        assertThat(parameters())
                .containsEntry("log_connections", "1")
                .containsEntry("log_disconnections", "1")
                .containsEntry("log_statement", "ddl")
                .containsEntry("pgaudit.log", "ddl,role,write");
    }

    @Test
    @Requirement("X6")
    void noValueOfAStatementIsEverLogged() {
        assertThat(parameters())
                .containsEntry("log_parameter_max_length", "0")
                .containsEntry("log_parameter_max_length_on_error", "0")
                .doesNotContainKey("pgaudit.log_parameter");
    }

    /** Off unless asked for: it retains the log of writes until somebody reads it. */
    @Test
    @Requirement("K20")
    void rowsAreReplicatedForTheDaysOfAMigration() {
        assertThat(parameters()).doesNotContainKey("rds.logical_replication");

        SynthesizedResource group = Testing.synthPlaced((scope, placement) -> new DatabaseParameters(
                        scope,
                        "parameters",
                        placement,
                        Altered.of(Samples.DATABASE)
                                .with("engineVersion", "17")
                                .with("logicalReplication", true)
                                .build()))
                .resource("aws_db_parameter_group");
        assertThat(parameters(group))
                .containsEntry("rds.logical_replication", "1")
                .containsEntry("rds.force_ssl", "1");
        assertThat(group.at("parameter").toString())
                .contains("{\"apply_method\":\"pending-reboot\",\"name\":\"rds.logical_replication\",\"value\":\"1\"}");
    }

    @Test
    void nothingWaitsForEver() {
        assertThat(parameters())
                .containsEntry("idle_in_transaction_session_timeout", "30000")
                .containsEntry("lock_timeout", "2000");
    }

    /** Known mistake M36: RDS refuses to apply a static parameter at once. */
    @Test
    void onlyStaticParametersWaitForARestart() {
        assertThat(GROUP.at("parameter")).hasSize(14).allSatisfy(parameter -> assertThat(
                        parameter.path("apply_method").asText())
                .as("how %s is applied", parameter.path("name"))
                .isEqualTo(
                        parameter.path("name").asText().equals("shared_preload_libraries")
                                ? "pending-reboot"
                                : "immediate"));
    }

    @Test
    void theGroupOfANewMajorVersionExistsBeforeTheOldOneGoes() {
        GROUP.has("name", "acme-postgres17-test")
                .has("family", "postgres17")
                .has("lifecycle.create_before_destroy", true);
    }
}
