package payments.service.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import payments.service.messaging.PaymentQueue;
import payments.service.messaging.QueueEntry;

/** A queue in memory that keeps what it took, in the order in which it took it. */
final class MemoryQueue implements PaymentQueue {
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Set<String> send(List<QueueEntry> entries) {
        entries.forEach(entry -> bodies.add(entry.body()));
        return Set.of();
    }

    List<String> bodies() {
        return List.copyOf(bodies);
    }
}
