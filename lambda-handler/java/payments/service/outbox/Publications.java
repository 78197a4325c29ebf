package payments.service.outbox;

import java.time.Instant;
import payments.service.resilience.Deadline;

/** What is published already and by whom the next is published, where the relays of several regions have the same events. */
public interface Publications {
    /** What a relay is to do with an event that it has posted to its ledger. */
    enum Turn {
        /** Publish it. */
        OURS,

        /** Take it off the outbox: it was published. */
        DONE,

        /** Leave it: another region publishes it, or the one before it is not published yet. */
        NOT_NOW
    }

    /** Where one relay has all events, its outbox says what is published. */
    Publications ALONE = new Publications() {
        @Override
        public Turn turn(PaymentEvent event, Deadline deadline) {
            return Turn.OURS;
        }

        @Override
        public void published(PaymentEvent event, Instant at, Deadline deadline) {
            // The outbox remembers it.
        }
    };

    /**
     * Asks about an event.
     *
     * @throws payments.service.resilience.UnavailableException when it cannot be found out now
     */
    Turn turn(PaymentEvent event, Deadline deadline);

    /**
     * Remembers that an event was published, for all regions.
     *
     * @throws payments.service.resilience.UnavailableException when it is not sure that it is remembered; repeating is safe
     */
    void published(PaymentEvent event, Instant at, Deadline deadline);
}
