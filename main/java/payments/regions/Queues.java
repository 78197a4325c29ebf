package payments.regions;

import java.util.List;

/** Reads how much lies in the queues of a region. */
@FunctionalInterface
public interface Queues {
    /**
     * The depth of each queue.
     *
     * @throws RegionsException when the region does not say
     */
    List<QueueDepth> depths(String region, List<String> names);
}
