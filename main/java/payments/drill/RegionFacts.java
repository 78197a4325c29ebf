package payments.drill;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the synthesized stacks say of one region.
 *
 * @param timeouts of its functions, by the simple name of their handler
 * @param queue its queue of payments
 * @param relaySweep how often its relay looks for events that the stream lost
 * @param projectorMinute how often its projector says how far it is
 * @param retry how its workflow repeats a step that did not answer
 * @param alarms its alarms
 */
public record RegionFacts(
        Map<String, Duration> timeouts,
        QueueFacts queue,
        Duration relaySweep,
        Duration projectorMinute,
        Retry retry,
        List<AlarmFacts> alarms) {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Copies the collections. */
    public RegionFacts {
        timeouts = Map.copyOf(timeouts);
        alarms = List.copyOf(alarms);
    }

    /**
     * A queue.
     *
     * @param name its name; empty where there is none
     * @param visibility how long a message that is not done is hidden
     * @param deadLetters the name of the queue behind it; empty where there is none
     * @param receives after how many it is a dead letter
     */
    public record QueueFacts(String name, Duration visibility, String deadLetters, int receives) {}

    /**
     * How a step is repeated.
     *
     * @param rate how much longer each pause is
     * @param interval before the first repetition
     * @param attempts how many repetitions
     */
    public record Retry(double rate, Duration interval, int attempts) {}

    /** The time of a function; the longest that Lambda gives where it is not deployed. */
    Duration timeout(String handler) {
        return timeouts.getOrDefault(handler, LONGEST);
    }
}
