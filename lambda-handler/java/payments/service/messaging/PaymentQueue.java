package payments.service.messaging;

import java.util.List;
import java.util.Set;

/** The queue that orders are sent to. Standard, not FIFO: a message may arrive twice and in any order. */
public interface PaymentQueue {
    /** The most messages of one call (SQS API reference, SendMessageBatch). */
    int MAX_ENTRIES = 10;

    /**
     * Sends up to {@value #MAX_ENTRIES} messages in one call, once; the caller repeats.
     *
     * @return the ids of those that the queue did not take for a reason that may pass
     * @throws payments.service.resilience.UnavailableException when it is not known which were taken
     * @throws IllegalStateException when the queue refuses a message for good: that is a mistake of ours
     */
    Set<String> send(List<QueueEntry> entries);
}
