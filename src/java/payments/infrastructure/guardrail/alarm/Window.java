package payments.infrastructure.guardrail.alarm;

import java.time.Duration;

/**
 * How long an alarm looks back, and how much of it must breach.
 *
 * @param periods how many data points it looks at
 * @param period the time of each
 * @param datapoints how many of them must breach
 */
public record Window(int periods, Duration period, int datapoints) {
    /** Whole minutes of a period; one of less than a minute counts as one. */
    public int minutes() {
        return (int) Math.max(1, period.toMinutes());
    }

    /** The same with data points of another time. */
    public Window every(Duration other) {
        return new Window(periods, other, datapoints);
    }

    /** The same that needs a single data point. */
    public Window once() {
        return new Window(1, period, 1);
    }
}
