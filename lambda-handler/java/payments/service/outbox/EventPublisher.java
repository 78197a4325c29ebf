package payments.service.outbox;

import java.util.List;
import payments.service.resilience.Deadline;

/** Publishes events to subscribers. */
@FunctionalInterface
public interface EventPublisher {

    /**
     * Publishes; returns when the event cannot be lost any more.
     *
     * @throws payments.service.resilience.UnavailableException when that is not sure; repeating is safe
     */
    void publish(PaymentEvent event, Deadline deadline);

    /**
     * Publishes many events of as many payments.
     *
     * @return those of which it is not sure that they are published
     */
    default List<Held> publishAll(List<PaymentEvent> events, Deadline deadline) {
        return Held.oneByOne(events, event -> publish(event, deadline), failure -> false);
    }
}
