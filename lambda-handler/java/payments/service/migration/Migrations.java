package payments.service.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.postgresql.ds.PGSimpleDataSource;
import payments.service.database.Connector;
import payments.service.database.SqlFailure;
import payments.service.resilience.Deadline;

/**
 * Brings the schema to the newest version with Flyway: every version once, in order, all of a run in one transaction.
 * Running it again changes nothing, and two runs at a time wait for each other.
 *
 * <p>A migration yields to traffic, not the other way round: it waits 2 s for a lock (the bound of every connection, see
 * {@link Connector}) and then stops with nothing changed.
 *
 * <p>Only the migration function runs this: Flyway costs a request handler three times the start of its connection.
 */
public final class Migrations {
    /** The schema that holds the ledger and the history of its versions. */
    public static final String SCHEMA = "ledger";

    private static final String LOCATION = "classpath:payments/service/migration";
    private static final String HISTORY = "migration_history";
    private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /** How long one statement may take, for instance an index on a large table; below Lambda's 15 minutes. */
    private static final Duration STATEMENT = Duration.ofMinutes(10);

    /** Seconds to wait for another run. */
    private static final int OTHER_RUN_SECONDS = 5;

    private final Connector connector;
    private final String applicationRole;
    private final List<String> locations;

    /**
     * Migrates through this connector.
     *
     * @param connector logs in as the owner of the schema
     * @param applicationRole the role that gets the rights of the service; made when it does not exist
     */
    public Migrations(Connector connector, String applicationRole) {
        this(connector, applicationRole, List.of(LOCATION));
    }

    /** Takes more places to look for migrations, for a test that needs a further version. */
    Migrations(Connector connector, String applicationRole, List<String> locations) {
        if (!ROLE.matcher(applicationRole).matches()) {
            throw new IllegalArgumentException(
                    "the application role is \"%s\"; it must be a lower-case SQL identifier such as payments_app"
                            .formatted(applicationRole));
        }
        this.connector = connector;
        this.applicationRole = applicationRole;
        this.locations = locations;
    }

    /** Migrates; every outcome is in the result. */
    public MigrationResult run(Deadline deadline) {
        try {
            return succeeded(flyway(deadline).migrate());
        } catch (FlywayException e) {
            return failed(e);
        }
    }

    private Flyway flyway(Deadline deadline) {
        return Flyway.configure()
                .dataSource(new ConnectorDataSource(connector, deadline))
                .locations(locations.toArray(String[]::new))
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .table(HISTORY)
                .group(true)
                .placeholders(Map.of("application_role", applicationRole))
                .lockRetryCount(OTHER_RUN_SECONDS)
                .loggers("slf4j")
                .load();
    }

    private static MigrationResult succeeded(MigrateResult result) {
        String version = result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion;
        List<String> applied = result.migrations.stream()
                .map(migration -> migration.version)
                .filter(text -> !text.isEmpty())
                .toList();
        return new MigrationResult(MigrationResult.Status.UP_TO_DATE, version == null ? "" : version, applied, "");
    }

    /** Never with the text of the failure: it quotes statements. */
    private static MigrationResult failed(FlywayException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                MigrationResult.Status status =
                        switch (SqlFailure.of(e)) {
                            case CONFLICT, TIMEOUT, CONNECTION_LOST, OVERLOADED -> MigrationResult.Status.TRY_AGAIN;
                            case LOGIN_REFUSED, BROKEN, REFUSED -> MigrationResult.Status.FAILED;
                        };
                return new MigrationResult(status, "", List.of(), "SQL state " + e.getSQLState());
            }
        }
        return new MigrationResult(
                MigrationResult.Status.FAILED,
                "",
                List.of(),
                failure.getErrorCode().toString());
    }

    /** Gives Flyway our connections; what it inherits beside that is not used. */
    private static final class ConnectorDataSource extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        private final transient Connector connector;
        private final transient Deadline deadline;

        ConnectorDataSource(Connector connector, Deadline deadline) {
            this.connector = connector;
            this.deadline = deadline;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = connector.open(deadline);
            connection.setNetworkTimeout(Runnable::run, (int) STATEMENT.toMillis());
            try (var statement = connection.createStatement()) {
                statement.execute("set statement_timeout = " + STATEMENT.toMillis());
                // Flyway holds its lock on one connection while it works on another.
                statement.execute("set idle_in_transaction_session_timeout = 0");
            }
            connection.commit();
            connection.setAutoCommit(true);
            return connection;
        }
    }
}
