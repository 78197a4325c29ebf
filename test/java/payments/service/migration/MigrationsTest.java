package payments.service.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.database.Connector;
import payments.service.database.LocalPostgres;
import payments.service.migration.MigrationResult.Status;
import payments.service.resilience.Deadline;

/** Migrations by an administrator as RDS gives one: it owns the database and makes roles, and is no superuser. */
class MigrationsTest {
    private static final LocalPostgres SERVER = LocalPostgres.shared();
    private static final Deadline PLENTY = () -> Duration.ofMinutes(1);
    private static final String ADMINISTRATOR = "dbadmin";
    private static final String ROLE = "payments_app";
    private static final String OURS = "classpath:payments/service/migration";

    private String name;

    @BeforeAll
    static void makeAdministrator() {
        SERVER.run("postgres", "create role dbadmin login createrole");
    }

    @BeforeEach
    void makeDatabase() {
        name = SERVER.empty();
        SERVER.run("postgres", "alter database %s owner to %s".formatted(name, ADMINISTRATOR));
    }

    @Test
    void anEmptyDatabaseGetsEveryVersionOnce() {
        assertThat(migrate()).isEqualTo(new MigrationResult(Status.UP_TO_DATE, "4", List.of("1", "2", "3", "4"), ""));
        List<String> history = history();

        assertThat(migrate()).isEqualTo(new MigrationResult(Status.UP_TO_DATE, "4", List.of(), ""));
        assertThat(history()).isEqualTo(history);
    }

    @Test
    void severalRunsAtATimeMakeOneSchema() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        Callable<MigrationResult> run = this::migrate;

        List<MigrationResult> results = new ArrayList<>();
        for (Future<MigrationResult> result : threads.invokeAll(Collections.nCopies(6, run))) {
            results.add(result.get());
        }
        threads.shutdown();

        assertThat(results)
                .as(results.toString())
                .extracting(MigrationResult::status)
                .containsOnly(Status.UP_TO_DATE);
        assertThat(results.stream().flatMap(result -> result.applied().stream()))
                .as("versions applied by the two together")
                .containsExactlyInAnyOrder("1", "2", "3", "4");
    }

    @Test
    @Threat("F09")
    void aMigrationThatWouldHoldUpTrafficGivesUpAndTrafficGoesOn() throws SQLException {
        migrate();
        try (Connection traffic = SERVER.superuser(name)) {
            traffic.setAutoCommit(false);
            post(traffic, "first");
            long start = System.nanoTime();

            MigrationResult result = migrations("classpath:migrations/further").run(PLENTY);

            assertThat(result).isEqualTo(new MigrationResult(Status.TRY_AGAIN, "", List.of(), "SQL state 55P03"));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
            traffic.rollback();
        }
        assertThat(history()).hasSize(4);

        assertThat(migrations("classpath:migrations/further").run(PLENTY).applied())
                .containsExactly("1000");
    }

    @Test
    void ofARunThatFailsNothingStays() {
        migrate();

        MigrationResult result = migrations("classpath:migrations/broken").run(PLENTY);

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.reason()).isEqualTo("SQL state 42601");
        assertThat(rows("select to_regclass('ledger.half')::text")).containsExactly("null");
        assertThat(history()).hasSize(4);
    }

    @Test
    void aVersionThatWasChangedAfterItRanIsAFailure() {
        migrate();
        SERVER.run(name, "update ledger.migration_history set checksum = checksum + 1 where version = '2'");

        MigrationResult result = migrate();

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.reason()).isEqualTo("VALIDATE_ERROR");
    }

    @Test
    void rightsThatWereAddedByHandAreTakenBack() {
        migrate();
        SERVER.run(name, "grant update, delete on ledger.journal_line to payments_app, public");

        migrate();

        assertThat(rows("""
                select privilege_type from information_schema.role_table_grants
                where table_name = 'journal_line' and grantee in ('payments_app', 'PUBLIC') order by 1""")).containsExactly("INSERT", "SELECT");
    }

    @Test
    void theApplicationRoleIsMadeWithoutAPasswordAndJoinsTheIamUsersOfRds() {
        SERVER.run("postgres", "create role rds_iam");
        try {
            SERVER.run("postgres", "grant rds_iam to dbadmin with admin option");

            assertThat(new Migrations(administrator(), "ledger_writer")
                            .run(PLENTY)
                            .status())
                    .isEqualTo(Status.UP_TO_DATE);

            assertThat(rows("""
                    select rolcanlogin, rolsuper, rolcreaterole, rolpassword, pg_has_role('ledger_writer', 'rds_iam', 'member')
                    from pg_authid where rolname = 'ledger_writer'""")).containsExactly("t f f null t");
        } finally {
            SERVER.run(name, "drop owned by ledger_writer");
            SERVER.run("postgres", "drop role ledger_writer");
            SERVER.run("postgres", "drop role rds_iam");
        }
    }

    @Test
    void aNameThatIsNoIdentifierIsNotPutIntoStatements() {
        assertThatThrownBy(() -> new Migrations(administrator(), "x; drop schema ledger"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("payments_app");
    }

    /** Loaded by the parameters of RDS, pgAudit records nothing until its extension is made (PCI DSS 10.2.1). */
    @Test
    void theAuditExtensionIsMadeWhereItIsLoaded() throws IOException {
        Path extensions = Path.of(
                rows("select setting from pg_config where name = 'SHAREDIR'").get(0), "extension");
        Files.writeString(extensions.resolve("pgaudit.control"), "default_version = '1.0'\nsuperuser = false\n");
        Files.writeString(
                extensions.resolve("pgaudit--1.0.sql"), "create function pgaudit_stands_in() returns int return 1;\n");
        String made = "select count(*) from pg_extension where extname = 'pgaudit'";

        assertThat(migrate().status()).isEqualTo(Status.UP_TO_DATE);
        assertThat(rows(made)).as("without pgaudit.log").containsExactly("0");

        SERVER.run("postgres", "alter database %s set pgaudit.log = 'ddl'".formatted(name));
        assertThat(migrate().status()).isEqualTo(Status.UP_TO_DATE);
        assertThat(rows(made)).as("with pgaudit.log").containsExactly("1");
        assertThat(migrate().status()).as("a second time").isEqualTo(Status.UP_TO_DATE);
    }

    private MigrationResult migrate() {
        return new Migrations(administrator(), ROLE).run(PLENTY);
    }

    private Migrations migrations(String further) {
        return new Migrations(administrator(), ROLE, List.of(OURS, further));
    }

    private Connector administrator() {
        return SERVER.connector(SERVER.settings(name, ADMINISTRATOR));
    }

    private List<String> history() {
        return rows(
                "select version, checksum, installed_on from ledger.migration_history where version is not null order by 1");
    }

    private static void post(Connection traffic, String event) throws SQLException {
        try (Statement statement = traffic.createStatement()) {
            statement.execute(
                    "insert into ledger.journal_entry (event_id, payment_id, type, occurred_at) values ('%s', 'p', 'capture', now())"
                            .formatted(event));
        }
    }

    private List<String> rows(String sql) {
        try (Connection connection = SERVER.superuser(name);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    cells.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join(" ", cells));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
