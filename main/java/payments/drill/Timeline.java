package payments.drill;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The simulated time, and what is to happen when. What happens takes its own time: each task begins at its moment and moves the clock on
 * by what its calls take; the next one begins at its own moment again, also where that is earlier. So tasks overlap in time, and their
 * effects have one order, that in which they began.
 */
final class Timeline extends Clock {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static final Comparator<Task> ORDER = Comparator.comparing(Task::at).thenComparingLong(Task::number);

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(ORDER);
    private Instant now = START;
    private long number;

    private record Task(Instant at, long number, Runnable work) {}

    /** Has something happen after some time from now on. */
    void in(Duration delay, Runnable work) {
        at(now.plus(delay), work);
    }

    /** Has something happen at a moment, or now where that has passed. */
    void at(Instant moment, Runnable work) {
        tasks.add(new Task(moment, number++, work));
    }

    /** Takes time. */
    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Does all that begins before a moment, and comes to it. */
    void runUntil(Instant end) {
        while (!tasks.isEmpty() && tasks.peek().at().isBefore(end)) {
            Task task = tasks.remove();
            now = task.at();
            task.work().run();
        }
        now = end;
    }

    /** How long after the start it is. */
    Duration elapsed() {
        return Duration.between(START, now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("everything is UTC");
    }
}
