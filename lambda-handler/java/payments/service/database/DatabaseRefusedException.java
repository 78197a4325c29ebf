package payments.service.database;

import java.sql.SQLException;

/**
 * The database refused a statement, and will again. The message names the SQL state and the constraint, never a value.
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
