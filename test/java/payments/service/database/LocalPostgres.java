package payments.service.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import payments.service.migration.MigrationResult;
import payments.service.migration.Migrations;
import payments.service.resilience.Deadline;

/**
 * A real PostgreSQL with TLS, one for all tests of this JVM; everything it writes is below {@code test/target}. A test
 * class takes a database of its own, copied from one that was migrated once.
 */
public final class LocalPostgres implements AutoCloseable {
    /** A role whose password is really checked; all other roles are let in. */
    static final String CHECKED_ROLE = "checked_role";

    private static final Path FOLDER = Path.of("test/target/postgres").toAbsolutePath();
    /** What each process of the tests writes for itself; only the unpacked programs are shared. */
    private static final Path TLS = FOLDER.resolve("tls-" + System.getProperty("test.fork", "1"));

    private static final String TEMPLATE = "ledger_template";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final class Shared {
        private static final Duration PATIENCE = Duration.ofMinutes(1);
        static final LocalPostgres SERVER = start();

        static {
            SERVER.run("postgres", "create role " + CHECKED_ROLE + " login password 'first'");
            SERVER.run("postgres", "create database " + TEMPLATE);
            MigrationResult result = new Migrations(
                            SERVER.connector(SERVER.settings(TEMPLATE, "postgres")), DatabaseSettings.APPLICATION_ROLE)
                    .run(Deadline.in(PATIENCE));
            if (result.status() != MigrationResult.Status.UP_TO_DATE) {
                throw new IllegalStateException("the template cannot be migrated: " + result);
            }
        }
    }

    private final EmbeddedPostgres server;
    private final TlsIdentity identity;

    private LocalPostgres(EmbeddedPostgres server, TlsIdentity identity) {
        this.server = server;
        this.identity = identity;
    }

    /** The server of this JVM; it stops with it. */
    public static LocalPostgres shared() {
        return Shared.SERVER;
    }

    /** A server of its own, with the same certificate. */
    static LocalPostgres start() {
        return start(CHECKED_ROLE, Map.of());
    }

    /**
     * A server of its own, from which rows can be replicated.
     *
     * @param checkedRole whose password is really checked, and who must come over TLS
     * @param log the folder of its log, in which statements that change the schema are found
     */
    public static LocalPostgres startReplicating(String checkedRole, Path log) {
        return start(
                checkedRole,
                Map.of(
                        "wal_level", "logical",
                        "log_statement", "ddl",
                        "logging_collector", "on",
                        "log_directory", log.toString(),
                        "log_filename", "server.log"));
    }

    private static LocalPostgres start(String checkedRole, Map<String, String> more) {
        try {
            TlsIdentity identity = TlsIdentity.named("server", TLS);
            Path access = TLS.resolve("pg_hba-%s.conf".formatted(checkedRole));
            Files.writeString(access, """
                    hostssl all %s all scram-sha-256
                    hostnossl all %1$s all reject
                    host all all all trust
                    """.formatted(checkedRole), StandardCharsets.UTF_8);
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
            more.forEach(builder::setServerConfig);
            return new LocalPostgres(
                    builder.setOverrideWorkingDirectory(FOLDER.toFile())
                            .setDataDirectory(Files.createTempDirectory(FOLDER, "data-"))
                            .setCleanDataDirectory(true)
                            .setServerConfig("hba_file", access.toString())
                            .setServerConfig("ssl", "on")
                            .setServerConfig(
                                    "ssl_cert_file", identity.certificate().toString())
                            .setServerConfig("ssl_key_file", identity.key().toString())
                            .setServerConfig("max_connections", "60")
                            .setServerConfig("unix_socket_directories", "")
                            .start(),
                    identity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database that was migrated. */
    public String migrated() {
        String name = freshName();
        run("postgres", "create database %s template %s strategy file_copy".formatted(name, TEMPLATE));
        return name;
    }

    /** A database without anything. */
    public String empty() {
        String name = freshName();
        run("postgres", "create database " + name);
        return name;
    }

    /** The port of the server. */
    public int port() {
        return server.getPort();
    }

    /** The authority of another server. */
    static Path anotherAuthority() {
        return TlsIdentity.named("other", TLS).certificate();
    }

    /** The authority that signed the server's certificate. */
    public Path authority() {
        return identity.certificate();
    }

    /** How the application gets to a database. */
    public DatabaseSettings settings(String database) {
        return settings(database, DatabaseSettings.APPLICATION_ROLE);
    }

    /** How the application gets to a database through a proxy. */
    public DatabaseSettings settingsThrough(TcpProxy proxy, String database) {
        return settingsAt(proxy.port(), database);
    }

    /** How the application gets to a database at any port of this machine. */
    public DatabaseSettings settingsAt(int port, String database) {
        return new DatabaseSettings(
                "localhost",
                port,
                database,
                DatabaseSettings.APPLICATION_ROLE,
                "eu-west-1",
                Optional.empty(),
                Optional.of(authority()));
    }

    /** How a user gets to a database. */
    public DatabaseSettings settings(String database, String user) {
        return new DatabaseSettings(
                "localhost", port(), database, user, "eu-west-1", Optional.empty(), Optional.of(authority()));
    }

    /** A connector without a checked password. */
    public Connector connector(DatabaseSettings settings) {
        return new Connector(settings, List.of(FixedCredentials.of(settings.user(), "not checked")));
    }

    /** A connection of the superuser. */
    public Connection superuser(String database) throws SQLException {
        return server.getDatabase("postgres", database).getConnection();
    }

    /** A connection of a role whose password is not checked. */
    public Connection connection(String database, String role) throws SQLException {
        return server.getDatabase(role, database).getConnection();
    }

    /** Runs one statement as the superuser. */
    public void run(String database, String sql) {
        try (Connection connection = superuser(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static String freshName() {
        return "database_" + NUMBER.incrementAndGet();
    }
}
