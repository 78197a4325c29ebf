package payments.service.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What is done in one transaction. It may run several times, and only the last one counts: it must do nothing outside
 * the database, and running it after it was committed must change nothing.
 *
 * @param <T> what it finds out
 */
@FunctionalInterface
public interface Transaction<T> {

    /** Does the work; the caller commits. */
    T run(Connection connection) throws SQLException;

    /**
     * Looks whether an earlier run was committed after all; asked on a new connection when the answer to a commit got
     * lost. Empty when nothing is there; then the work runs again.
     */
    default Optional<T> find(Connection connection) throws SQLException {
        return Optional.empty();
    }
}
