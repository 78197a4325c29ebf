package payments.service.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import payments.service.domain.PaymentId;
import payments.service.resilience.Deadline;

/** The events that were written with their payments. */
public interface OutboxStore {
    /** Into how many parts the pending events are split, so that no part of the index becomes hot. */
    int SHARDS = 8;

    /**
     * What waits in one part.
     *
     * @param events oldest first
     * @param unreadable why each of the others cannot be read by this version of the code
     */
    record Pending(List<PaymentEvent> events, List<RuntimeException> unreadable) {
        /** Copies the lists. */
        public Pending {
            events = List.copyOf(events);
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Events of one part that are not sent, oldest first. May miss the newest: the index follows the table.
     *
     * @param shard 0 to {@link #SHARDS} - 1
     * @throws payments.service.resilience.UnavailableException when the store cannot answer now
     */
    Pending pending(int shard, int limit, Deadline deadline);

    /**
     * One event; sees every write that finished before the call. Empty when there is none or it was sent long ago.
     *
     * @throws payments.service.resilience.UnavailableException when the store cannot answer now
     */
    Optional<OutboxEntry> find(PaymentId payment, long sequence, Deadline deadline);

    /**
     * Takes the event off the pending ones.
     *
     * @return false when it was done before
     * @throws payments.service.resilience.UnavailableException when the outcome could not be found out
     */
    boolean markSent(PaymentEvent event, Instant now, Deadline deadline);
}
