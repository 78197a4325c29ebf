package payments.service.outbox;

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
}
