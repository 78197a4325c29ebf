package payments.service.resilience;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Waiting between attempts: exponential, with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), so
 * that those who collided do not collide again, and never beyond the deadline.
 */
public final class Backoff {
    /** Waits. A port, so that a test needs no time. */
    @FunctionalInterface
    public interface Sleeper {
        /** Waits this long. */
        void sleep(Duration duration) throws InterruptedException;
    }

    /** What must be left after a wait: one more attempt, and the answer. */
    private static final Duration RESERVE = Duration.ofMillis(400);

    private static final Duration BASE = Duration.ofMillis(25);
    private static final Duration CAP = Duration.ofSeconds(1);
    private static final int MAX_ATTEMPTS = 10;
    private static final int LARGEST_SHIFT = 10;

    private final Sleeper sleeper;
    private final DoubleSupplier random;

    /**
     * Sleeps for real. Draws from the operating system at each pause: a generator that was seeded at start would be part of
     * a SnapStart snapshot, and all its copies would wait alike.
     */
    public Backoff() {
        this(duration -> Thread.sleep(duration.toMillis()), () -> new SecureRandom().nextDouble());
    }

    /**
     * Takes the ports.
     *
     * @param random draws from 0 inclusive to 1 exclusive
     */
    public Backoff(Sleeper sleeper, DoubleSupplier random) {
        this.sleeper = sleeper;
        this.random = random;
    }

    /**
     * Waits before the next attempt.
     *
     * @param attempt the number of the attempt that failed, 1 for the first
     * @return false when no further attempt may be made: too many were, or too little time is left
     */
    public boolean pause(int attempt, Deadline deadline) {
        if (attempt >= MAX_ATTEMPTS) {
            return false;
        }
        Duration longest = min(CAP, BASE.multipliedBy(1L << Math.min(attempt - 1, LARGEST_SHIFT)));
        Duration pause = Duration.ofNanos((long) (random.getAsDouble() * longest.toNanos()));
        if (!deadline.allows(pause.plus(RESERVE))) {
            return false;
        }
        try {
            sleeper.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
