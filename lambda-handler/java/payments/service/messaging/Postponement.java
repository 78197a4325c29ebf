package payments.service.messaging;

import java.time.Duration;

/** Puts a message off: it is delivered again after some time, and not as soon as the queue would. */
@FunctionalInterface
public interface Postponement {
    /** Nothing is put off: every message comes again when the queue delivers it. */
    Postponement NONE = (delivery, delay) -> {};

    /**
     * Puts off one delivery.
     *
     * @throws payments.service.resilience.UnavailableException when the queue does not answer; then the message comes again as if
     *     nothing had been asked
     */
    void postpone(Delivery delivery, Duration delay);
}
