package payments.infrastructure.observability;

import java.time.Duration;

/**
 * For how long a metric must be bad before its alarm is raised.
 *
 * @param count bad periods in a row
 * @param length of one period
 */
public record Periods(int count, Duration length) {
    public static Periods ofOneMinute(int count) {
        return new Periods(count, Duration.ofMinutes(1));
    }

    public static Periods ofFiveMinutes(int count) {
        return new Periods(count, Duration.ofMinutes(5));
    }

    public static Periods ofOneDay(int count) {
        return new Periods(count, Duration.ofDays(1));
    }
}
