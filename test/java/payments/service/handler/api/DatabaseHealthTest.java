package payments.service.handler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.service.Waits;
import payments.service.database.ClosedPort;
import payments.service.database.Database;
import payments.service.database.DatabaseProbe;
import payments.service.database.DatabaseSettings;
import payments.service.database.LocalPostgres;
import payments.service.database.TcpProxy;
import payments.service.handler.api.ApiFixture.Answer;
import payments.service.resilience.Backoff;
import payments.service.resilience.HealthProbe;
import payments.service.store.LocalDynamoDb;

/** The deep health check over a real table and a real database. */
@Requirement("C7")
class DatabaseHealthTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final LocalPostgres POSTGRES = LocalPostgres.shared();
    private static final Map<String, String> WITH_DATABASE =
            Map.of("REGION", "eu-west-1", "RDS_HOST", "db.invalid", "RDS_PORT", "5432", "RDS_DATABASE", "payments");

    private final String database = POSTGRES.migrated();
    private final TcpProxy proxy = TcpProxy.on("127.0.0.1", POSTGRES.port());

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private ApiFixture api(DatabaseSettings settings) {
        HealthProbe probe = new DatabaseProbe(new Database(POSTGRES.connector(settings), new Backoff()));
        return new ApiFixture(
                DYNAMO_DB.client(), DYNAMO_DB.table(Optional.empty()), Map.of(), new Waits().backoff(), List.of(probe));
    }

    @Test
    @Threat("A34")
    @DisplayName("A34 table and database answer: 200, each by its name")
    void bothAnswer() {
        Answer answer = api(POSTGRES.settingsThrough(proxy, database)).get("/health/deep");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("dependencies").toString()).isEqualTo("{\"database\":\"ok\",\"table\":\"ok\"}");
    }

    @Test
    @Threat({"A34", "F01"})
    @DisplayName("A34 a database that is gone: 503 deep, which says what is down and nothing else, and 200 shallow")
    void aDatabaseThatIsGoneIsDown() throws IOException {
        try (ClosedPort nobody = new ClosedPort()) {
            ApiFixture api = api(POSTGRES.settingsAt(nobody.number(), database));

            Answer answer = api.get("/health/deep");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().path("dependencies").toString())
                    .isEqualTo("{\"database\":\"down\",\"table\":\"ok\"}");
            assertThat(answer.envelope().toString()).doesNotContain("localhost", "Exception", database);
            assertThat(api.lines())
                    .anyMatch(line -> line.contains("dependency-down") && line.contains("UnavailableException"))
                    .noneMatch(line -> line.contains("localhost"));
            assertThat(api.get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    @Threat({"A34", "F01", "I8"})
    @DisplayName("A34 a database that never answers is down within the time that is left")
    void aDatabaseThatNeverAnswersIsDownInTime() {
        proxy.fallSilent();
        ApiFixture api = api(POSTGRES.settingsThrough(proxy, database));
        api.leave(2_000);

        long start = System.nanoTime();
        Answer answer = api.get("/health/deep");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    @Threat("I8")
    @DisplayName("A query does not make the shallow check deep: strangers may ask that one")
    void aQueryDoesNotMakeTheShallowCheckDeep() {
        ApiFixture api = api(POSTGRES.settingsThrough(proxy, database));

        Answer answer = api.invoke(
                "{\"httpMethod\":\"GET\",\"path\":\"/health\",\"queryStringParameters\":{\"deep\":\"true\"}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().has("dependencies")).isFalse();
        assertThat(proxy.connections()).isZero();
    }

    @Test
    @Requirement("A10")
    @DisplayName(
            "The database is asked where RDS_HOST is set, and nowhere else; what is missing then is named at start")
    void theDatabaseIsAskedWhereThereIsOne() {
        Map<String, String> withoutPort = new HashMap<>(WITH_DATABASE);
        withoutPort.remove("RDS_PORT");

        assertThat(probes(Map.of("REGION", "eu-west-1"))).isEmpty();
        assertThat(probes(WITH_DATABASE)).extracting(HealthProbe::name).containsExactly("database");
        assertThatThrownBy(() -> probes(withoutPort)).hasMessageContaining("RDS_PORT");
    }

    private static List<HealthProbe> probes(Map<String, String> variables) {
        return DatabaseHealth.of(new FunctionEnvironment(FunctionContract.PAYMENTS_API, variables), Clock.systemUTC());
    }
}
