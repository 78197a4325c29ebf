package payments.regions;

import java.util.List;
import java.util.Optional;
import payments.service.store.RegionFence.Ownership;

/**
 * One region at one moment. What it did not answer is empty, with the reason among the silences.
 *
 * @param region its code
 * @param ownership who owns the payments, as this region says: by the log that it reaches, or by the fence of its table
 * @param following how far it follows the log; empty without a log
 * @param outbox the events that wait in its outbox
 * @param queues the depth of its queue and of its dead letters, where it has them
 * @param silences what gave no answer, and why
 */
public record RegionState(
        String region,
        Optional<Ownership> ownership,
        Optional<Following> following,
        Optional<Outbox> outbox,
        List<QueueDepth> queues,
        List<String> silences) {
    /** Copies the lists. */
    public RegionState {
        queues = List.copyOf(queues);
        silences = List.copyOf(silences);
    }

    boolean ownsItself() {
        return ownership.filter(found -> found.isOf(region)).isPresent();
    }
}
