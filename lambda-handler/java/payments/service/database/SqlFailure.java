package payments.service.database;

import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a failure of the database means for the caller. Sources: PostgreSQL documentation, appendix A "PostgreSQL Error
 * Codes"; chapter 13.5 "Serialization Failure Handling", which names 40001 and 40P01 as those to repeat.
 */
public enum SqlFailure {
    /** The transaction lost against another one; the same one may win now. */
    CONFLICT,

    /** A statement or a lock took too long. */
    TIMEOUT,

    /** The connection is lost, or it leads to a server that no longer takes writes: a failover. */
    CONNECTION_LOST,

    /** The server refuses who we are. */
    LOGIN_REFUSED,

    /** The server has no room: connections, disk, memory. Repeating at once would make it worse. */
    OVERLOADED,

    /**
     * The server cannot do it as it stands: a right or a table is missing, a statement is unknown, it has a fault of its own,
     * or the state is none that we know. The work itself may be right, so it waits until a person mends the server.
     */
    BROKEN,

    /** The values are wrong (class 22) or break a rule of the schema (class 23); repeating the same work changes nothing. */
    REFUSED;

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");
    private static final Set<String> TIMEOUTS = Set.of("57014", "55P03");

    /** read_only_sql_transaction, admin_shutdown, crash_shutdown, cannot_connect_now, idle sessions that were ended. */
    private static final Set<String> LOST = Set.of("25006", "57P01", "57P02", "57P03", "25P03", "57P05");

    /** Data exceptions and violations of integrity constraints: the only classes that judge what was to be written. */
    private static final Set<String> REFUSING_CLASSES = Set.of("22", "23");

    private static final int CLASS_LENGTH = 2;
    private static final String CONNECTION_CLASS = "08";
    private static final String LOGIN_CLASS = "28";
    private static final String RESOURCES_CLASS = "53";

    /** What this failure means. */
    public static SqlFailure of(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.length() < CLASS_LENGTH) {
            return BROKEN;
        }
        if (CONFLICTS.contains(state)) {
            return CONFLICT;
        }
        if (TIMEOUTS.contains(state)) {
            return TIMEOUT;
        }
        if (LOST.contains(state) || state.startsWith(CONNECTION_CLASS)) {
            return CONNECTION_LOST;
        }
        if (state.startsWith(LOGIN_CLASS)) {
            return LOGIN_REFUSED;
        }
        if (state.startsWith(RESOURCES_CLASS)) {
            return OVERLOADED;
        }
        return REFUSING_CLASSES.contains(state.substring(0, CLASS_LENGTH)) ? REFUSED : BROKEN;
    }

    /** The constraint that refused, or an empty text when it was something else. */
    public static String constraint(SQLException failure) {
        if (failure instanceof PSQLException refused) {
            ServerErrorMessage message = refused.getServerErrorMessage();
            if (message != null && message.getConstraint() != null) {
                return message.getConstraint();
            }
        }
        return "";
    }
}
