package payments.infrastructure.reality;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The day on which something is judged, in UTC: that of {@code SOURCE_DATE_EPOCH}, in seconds since 1970, where it is set. So the same
 * program has the same verdicts on any day, as builds have that can be reproduced.
 *
 * @see <a href="https://reproducible-builds.org/specs/source-date-epoch/">Reproducible Builds: SOURCE_DATE_EPOCH</a>
 */
public final class Today {
    /** The variable that says the day. */
    public static final String VARIABLE = "SOURCE_DATE_EPOCH";

    private Today() {}

    /**
     * The day that a value of the variable says; without one the day of the clock.
     *
     * @throws IllegalArgumentException when the value is no number of seconds
     */
    public static LocalDate of(Optional<String> seconds) {
        return seconds.map(Today::day).orElseGet(() -> LocalDate.now(Clock.systemUTC()));
    }

    /** The day of this process. What the variable holds is read and refused where commands begin. */
    static LocalDate ofProcess() {
        return of(Optional.ofNullable(System.getenv(VARIABLE)).filter(seconds -> seconds.matches("[0-9]{1,11}")));
    }

    private static LocalDate day(String seconds) {
        try {
            long since = Long.parseLong(seconds.strip());
            if (since < 0) {
                throw new IllegalArgumentException(seconds);
            }
            return LocalDate.ofInstant(Instant.ofEpochSecond(since), ZoneOffset.UTC);
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(seconds, e);
        }
    }
}
