package payments.service.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;

/**
 * Runs transactions on one connection, which it opens when it is first needed, checks after a pause, and replaces when
 * it is lost. A Lambda sandbox serves one request at a time, so more connections would only take room from other
 * sandboxes; callers in several threads queue.
 *
 * <p>Not a pool: the threads that maintain a pool (lifetime, keep-alive) do not run while a sandbox is frozen.
 */
public final class Database implements AutoCloseable {
    private static final String NAME = "the database";

    /** After this long without use the connection is checked: a frozen or restored sandbox holds a dead socket. */
    private static final Duration TRUSTED_IDLE = Duration.ofSeconds(1);

    private static final int CHECK_SECONDS = 1;

    /** Less than this is not enough for a transaction: Lambda would kill it in the middle. */
    private static final Duration LEAST_TIME = Duration.ofMillis(500);

    /** An answer that takes longer than any bound of the server will not come. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(8);

    private static final Executor SAME_THREAD = Runnable::run;

    private final Connector connector;
    private final Backoff backoff;
    private @Nullable Connection connection;
    private long lastUsedNanos;

    /** Opens nothing yet. */
    public Database(Connector connector, Backoff backoff) {
        this.connector = connector;
        this.backoff = backoff;
    }

    /**
     * Runs the work in one transaction and commits it; repeats all of it after failures that pass, as long as the
     * deadline allows. When the answer to the commit is lost, it first looks whether the work is there.
     *
     * @throws UnavailableException when the database cannot do it now, or as it stands, or too little time is left to begin
     * @throws DatabaseRefusedException when the values are at fault and it never will; nothing is written
     */
    public synchronized <T> T run(Transaction<T> work, Deadline deadline) {
        Retries retries = new Retries(backoff, deadline);
        boolean unknown = false;
        while (true) {
            if (!deadline.allows(LEAST_TIME)) {
                throw new UnavailableException("too little time is left for " + NAME);
            }
            try {
                return attempt(work, unknown, deadline);
            } catch (CommitUnknownException e) {
                unknown = true;
                if (!retries.again(SqlFailure.CONNECTION_LOST)) {
                    throw new UnavailableException(NAME, e);
                }
            } catch (SQLException e) {
                SqlFailure failure = SqlFailure.of(e);
                if (!retries.again(failure)) {
                    throw failure == SqlFailure.REFUSED
                            ? new DatabaseRefusedException(e)
                            : new UnavailableException(NAME, e);
                }
            }
        }
    }

    /** Closes the connection; the next transaction opens a new one. Before a snapshot is taken, for example. */
    @Override
    public synchronized void close() {
        Connection closing = connection;
        connection = null;
        if (closing == null) {
            return;
        }
        try {
            closing.close();
        } catch (SQLException e) {
            // The server or the network was faster; there is nothing left to close.
            return;
        }
    }

    private <T> T attempt(Transaction<T> work, boolean unknown, Deadline deadline)
            throws SQLException, CommitUnknownException {
        Connection current = borrow(deadline);
        T result;
        try {
            if (unknown) {
                Optional<T> found = work.find(current);
                if (found.isPresent()) {
                    current.rollback();
                    return found.get();
                }
            }
            result = work.run(current);
        } catch (SQLException | RuntimeException | Error e) {
            abandon(current, e);
            throw e;
        }
        commit(current);
        lastUsedNanos = System.nanoTime();
        return result;
    }

    private void commit(Connection current) throws SQLException, CommitUnknownException {
        try {
            current.commit();
        } catch (SQLException e) {
            abandon(current, e);
            // Any other answer says that the transaction was rolled back; this is none, or one that may be wrong.
            if (SqlFailure.of(e) == SqlFailure.CONNECTION_LOST) {
                throw new CommitUnknownException(e);
            }
            throw e;
        }
    }

    private Connection borrow(Deadline deadline) throws SQLException {
        Connection current = connection;
        if (current != null && isStale(current)) {
            close();
            current = null;
        }
        if (current == null) {
            current = connector.open(deadline);
            connection = current;
        }
        Duration answer = deadline.remaining().compareTo(LONGEST_ANSWER) < 0 ? deadline.remaining() : LONGEST_ANSWER;
        current.setNetworkTimeout(SAME_THREAD, Math.max(1, (int) answer.toMillis()));
        return current;
    }

    /** The clock may stand anywhere after a restored snapshot: only a small positive difference is trusted. */
    private boolean isStale(Connection current) throws SQLException {
        long idle = System.nanoTime() - lastUsedNanos;
        return (idle < 0 || idle > TRUSTED_IDLE.toNanos()) && !current.isValid(CHECK_SECONDS);
    }

    /** Leaves no transaction open, whatever happened. */
    private void abandon(Connection current, Throwable failure) {
        if (failure instanceof SQLException e && SqlFailure.of(e) == SqlFailure.CONNECTION_LOST) {
            close();
            return;
        }
        try {
            current.rollback();
            lastUsedNanos = System.nanoTime();
        } catch (SQLException e) {
            failure.addSuppressed(e);
            close();
        }
    }

    /** The commit was sent and its answer got lost. */
    private static final class CommitUnknownException extends Exception {
        private static final long serialVersionUID = 1L;

        CommitUnknownException(SQLException cause) {
            super("the answer to the commit got lost", cause);
        }
    }
}
