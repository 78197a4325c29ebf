package payments.service.resilience;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much time the caller still has. Lambda kills a function at its timeout, wherever it is; a write that is begun too
 * late has an outcome that no caller receives.
 *
 * <p>Measured as a remainder and never as a time of day, so that a clock that is set back changes nothing.
 */
@FunctionalInterface
public interface Deadline {

    /** The time left; zero or negative once it is over. */
    Duration remaining();

    /** Whether at least this much is left. */
    default boolean allows(Duration needed) {
        return remaining().compareTo(needed) >= 0;
    }

    /** The deadline that Lambda gives: {@code Context::getRemainingTimeInMillis}. */
    static Deadline ofMillis(LongSupplier remainingMillis) {
        return () -> Duration.ofMillis(remainingMillis.getAsLong());
    }

    /** A deadline this far from now, by the clock that never jumps. */
    static Deadline in(Duration duration) {
        long start = System.nanoTime();
        return () -> duration.minusNanos(System.nanoTime() - start);
    }
}
