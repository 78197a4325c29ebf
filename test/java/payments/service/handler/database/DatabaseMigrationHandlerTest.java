package payments.service.handler.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.service.database.ClosedPort;
import payments.service.database.LocalPostgres;
import payments.service.migration.MigrationFailedException;
import payments.service.migration.Migrations;
import payments.service.observability.JsonLines;
import payments.service.resilience.Deadline;

/** What a deployment learns from the migration function. */
class DatabaseMigrationHandlerTest {
    private static final LocalPostgres SERVER = LocalPostgres.shared();
    private static final Deadline PLENTY = () -> Duration.ofMinutes(1);

    private final List<String> lines = new ArrayList<>();

    @Test
    void aSecondDeploymentLearnsThatNothingHadToBeDone() {
        assertThat(handler(SERVER.migrated()).answer(PLENTY))
                .isEqualTo("{\"status\":\"UP_TO_DATE\",\"version\":\"4\",\"applied\":[]}");
        assertThat(lines).hasSize(1).first().asString().contains("schema-migrated");
    }

    @Test
    void aFailureStopsTheDeploymentAndSaysWhatToDo() {
        String name = SERVER.migrated();
        SERVER.run(name, "update ledger.migration_history set checksum = 0 where version = '2'");

        assertThatThrownBy(() -> handler(name).answer(PLENTY))
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("FAILED")
                .hasMessageContaining("correct the migration");
        assertThat(lines)
                .hasSize(1)
                .first()
                .asString()
                .contains("schema-not-migrated", "VALIDATE_ERROR")
                .doesNotContain("checksum", "create table");
    }

    @Test
    @Threat("F01")
    void aDatabaseThatIsAwayStopsTheDeploymentWhichMayTryAgain() throws IOException {
        try (ClosedPort nobody = new ClosedPort()) {
            Migrations nowhere =
                    new Migrations(SERVER.connector(SERVER.settingsAt(nobody.number(), "any")), "payments_app");

            assertThatThrownBy(() -> new DatabaseMigrationHandler(nowhere, log()).answer(PLENTY))
                    .isInstanceOf(MigrationFailedException.class)
                    .hasMessageContaining("TRY_AGAIN")
                    .hasMessageContaining("run it again");
        }
    }

    @Test
    @Threat("G08")
    void aFunctionWithoutADatabaseSaysWhichVariableIsMissing() {
        assertThatThrownBy(() -> new DatabaseMigrationHandler(
                        new FunctionEnvironment(FunctionContract.MIGRATION, Map.of("REGION", "eu-west-1"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("RDS_HOST");
    }

    private DatabaseMigrationHandler handler(String database) {
        return new DatabaseMigrationHandler(
                new Migrations(SERVER.connector(SERVER.settings(database, "postgres")), "payments_app"), log());
    }

    private JsonLines log() {
        return new JsonLines(lines::add, Clock.systemUTC(), Map.of());
    }
}
