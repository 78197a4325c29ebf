package payments.service.database;

import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;

/** Which failures one call repeats, and how often. Waiting is the backoff's. */
final class Retries {
    private static final int MOST_CONFLICTS = 3;
    private static final int MOST_TIMEOUTS = 1;

    /** A failover takes as long as it takes: the waits stop growing, and only the deadline ends them. */
    private static final int LARGEST_STEP = 6;

    private final Backoff backoff;
    private final Deadline deadline;
    private int conflicts;
    private int timeouts;
    private int losses;

    Retries(Backoff backoff, Deadline deadline) {
        this.backoff = backoff;
        this.deadline = deadline;
    }

    /** Whether the work may run again after this failure; when it may, this has waited. */
    boolean again(SqlFailure failure) {
        return switch (failure) {
            case CONFLICT -> ++conflicts <= MOST_CONFLICTS && backoff.pause(conflicts, deadline);
            case TIMEOUT -> ++timeouts <= MOST_TIMEOUTS && backoff.pause(timeouts, deadline);
            case CONNECTION_LOST -> backoff.pause(Math.min(++losses, LARGEST_STEP), deadline);
            case LOGIN_REFUSED, OVERLOADED, BROKEN, REFUSED -> false;
        };
    }
}
