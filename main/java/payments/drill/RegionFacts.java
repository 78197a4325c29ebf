package payments.drill;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the synthesized stacks say of one region.
 *
 * @param timeouts of its functions, by the simple name of their handler
 * @param queue its queue of payments
 * @param relay what calls its relay: the stream of the table of payments, and a schedule for what that lost
 * @param projector what calls its projector: the stream of the log, and a schedule by which it says how far it is
 * @param retry how its workflow repeats a step that did not answer
 * @param alarms its alarms
 * @param withLog which of its functions know the log of effects, by the simple name of their handler
 */
public record RegionFacts(
        Map<String, Duration> timeouts,
        QueueFacts queue,
        Called relay,
        Called projector,
        Retry retry,
        List<AlarmFacts> alarms,
        Set<String> withLog) {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Copies the collections. */
    public RegionFacts {
        timeouts = Map.copyOf(timeouts);
        alarms = List.copyOf(alarms);
        withLog = Set.copyOf(withLog);
    }

    /**
     * What calls a function.
     *
     * @param byStream whether a mapping that is switched on does, for each record of a stream
     * @param each how often a schedule does; empty where there is none
     */
    public record Called(boolean byStream, Optional<Duration> each) {}

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
