package payments.service.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import payments.service.resilience.Deadline;

/**
 * Opens connections: TLS with the server's name verified, the login that works, and a bound on everything that could
 * wait. It asks the name service for every connection, because a failover moves the name to another address.
 */
public final class Connector {
    /** At most this long to connect, and then for each answer until the login is done. */
    private static final int CONNECT_SECONDS = 2;

    /**
     * Limits that the server enforces, in milliseconds. A payment's posting takes a few; a longer wait blocks others.
     */
    private static final String SERVER_BOUNDS =
            "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000";

    /** Held, because a logger without a reference forgets its level. Its lines are not ours and may quote what it fails on. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("org.postgresql");

    static {
        LIBRARY_LOG.setLevel(Level.OFF);
        AddressMemory.bound();
    }

    private final DatabaseSettings settings;
    private final List<Credentials> credentials;
    private final Driver driver = new Driver();
    private int working;

    /**
     * Opens connections with the first credentials that the server takes.
     *
     * @param credentials in the order of preference; at least one
     */
    public Connector(DatabaseSettings settings, List<Credentials> credentials) {
        if (credentials.isEmpty()) {
            throw new IllegalArgumentException("no credentials are given; give at least one");
        }
        this.settings = settings;
        this.credentials = List.copyOf(credentials);
    }

    /**
     * Opens a connection that commits nothing by itself.
     *
     * @param deadline the wait for the server is no longer than what is left, in whole seconds
     * @throws SQLException as the server or the network said; a refused login only after every login was tried, each
     *     renewed once
     */
    public Connection open(Deadline deadline) throws SQLException {
        PSQLException refusal = null;
        for (int tried = 0; tried < credentials.size(); tried++) {
            int candidate = (working + tried) % credentials.size();
            try {
                Connection connection = open(credentials.get(candidate), deadline);
                working = candidate;
                return connection;
            } catch (SQLException e) {
                if (SqlFailure.of(e) != SqlFailure.LOGIN_REFUSED) {
                    throw e;
                }
                PSQLException wrapped =
                        new PSQLException("every login was refused", PSQLState.INVALID_AUTHORIZATION_SPECIFICATION, e);
                if (refusal != null) {
                    wrapped.addSuppressed(refusal);
                }
                refusal = wrapped;
            }
        }
        throw refusal == null ? new PSQLException("no login", PSQLState.UNKNOWN_STATE) : refusal;
    }

    private Connection open(Credentials source, Deadline deadline) throws SQLException {
        try {
            return open(source.current(), deadline);
        } catch (SQLException e) {
            if (SqlFailure.of(e) != SqlFailure.LOGIN_REFUSED) {
                throw e;
            }
            return open(source.renewed(), deadline);
        }
    }

    private Connection open(Login login, Deadline deadline) throws SQLException {
        int patience =
                (int) Math.max(1, Math.min(CONNECT_SECONDS, deadline.remaining().toSeconds()));
        Properties properties = new Properties();
        PGProperty.USER.set(properties, login.user());
        PGProperty.PASSWORD.set(properties, login.password());
        PGProperty.SSL_MODE.set(properties, "verify-full");
        PGProperty.SSL_FACTORY.set(properties, Authorities.class.getName());
        PGProperty.SSL_FACTORY_ARG.set(properties, Authorities.argument(settings));
        // Behind the name of a server that is being replaced there may be a reader for a while.
        PGProperty.TARGET_SERVER_TYPE.set(properties, "primary");
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        PGProperty.CONNECT_TIMEOUT.set(properties, patience);
        PGProperty.SOCKET_TIMEOUT.set(properties, patience);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.OPTIONS.set(properties, SERVER_BOUNDS);
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "13");
        PGProperty.APPLICATION_NAME.set(properties, "payment-service");
        // Details of an error quote the row that was refused.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        Connection connection = driver.connect(
                "jdbc:postgresql://%s:%d/%s".formatted(settings.host(), settings.port(), settings.name()), properties);
        if (connection == null) {
            throw new IllegalStateException("pgjdbc does not know its own URL; check its version");
        }
        connection.setAutoCommit(false);
        return connection;
    }
}
