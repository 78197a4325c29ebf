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
     * An event that waits.
     *
     * @param event the event
     * @param since when it happened, or when it was set aside
     */
    record Waiting(PaymentEvent event, Instant since) {}

    /** Reads the page behind another one. */
    @FunctionalInterface
    interface Next {
        /**
         * Reads it.
         *
         * @throws payments.service.resilience.UnavailableException when the store cannot answer now
         */
        Pending read(Deadline deadline);
    }

    /**
     * A page of what waits in one part.
     *
     * @param events those that wait longest first
     * @param unreadable why each of the others cannot be read by this version of the code
     * @param next reads what is behind them; empty at the end
     */
    record Pending(List<Waiting> events, List<RuntimeException> unreadable, Optional<Next> next) {
        /** Copies the lists. */
        public Pending {
            events = List.copyOf(events);
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Events of one part that are neither sent nor set aside. May miss the newest: the index follows the table.
     *
     * @param shard 0 to {@link #SHARDS} - 1
     * @param limit the most events of a page
     * @throws payments.service.resilience.UnavailableException when the store cannot answer now
     */
    Pending pending(int shard, int limit, Deadline deadline);

    /** The same of those that were set aside. */
    Pending aside(int shard, int limit, Deadline deadline);

    /**
     * Sets an event aside that was refused, so that it stands in the way of no other. It stays unsent.
     *
     * @return false when it is sent already
     * @throws payments.service.resilience.UnavailableException when the outcome could not be found out
     */
    boolean setAside(PaymentEvent event, Instant now, Deadline deadline);

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
