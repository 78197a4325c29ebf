package payments.service.database;

import java.sql.SQLException;

/**
 * The database refused what was to be written, and will again: the values are wrong or break a rule of the schema. What else
 * fails, such as a missing right, is an {@link payments.service.resilience.UnavailableException}. The message names the SQL state and the constraint, never a value.
 */
public final class DatabaseRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String constraint;

    /** Takes state and constraint from what the server said. */
    public DatabaseRefusedException(SQLException cause) {
        super(
                "the database refused the transaction: state %s, constraint \"%s\""
                        .formatted(cause.getSQLState(), SqlFailure.constraint(cause)),
                cause);
        this.constraint = SqlFailure.constraint(cause);
    }

    /** The constraint that refused, or an empty text. */
    public String constraint() {
        return constraint;
    }
}
