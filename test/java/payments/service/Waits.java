package payments.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;

/** Time that passes only when somebody waits: the waits are remembered, and the deadline comes closer by them. */
public final class Waits {
    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());

    /** Waits the longest that the jitter allows, without waiting. */
    public Backoff backoff() {
        return new Backoff(waits::add, () -> 0.999);
    }

    /** A deadline that only the waits use up. */
    public Deadline deadline(Duration total) {
        return () -> total.minus(waited());
    }

    /** How long it was waited altogether. */
    public Duration waited() {
        return waits.stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** Each wait. */
    public List<Duration> each() {
        return waits;
    }
}
