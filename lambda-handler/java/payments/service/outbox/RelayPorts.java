package payments.service.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import payments.contract.FunctionMetric;
import payments.service.domain.PaymentId;
import payments.service.observability.Events;
import payments.service.observability.Failures;
import payments.service.observability.Metrics;
import payments.service.resilience.Deadline;

/** What events go through on their way out, and what is written down about them. */
record RelayPorts(
        OutboxStore outbox,
        LedgerPosting ledger,
        EventPublisher publisher,
        Publications publications,
        Clock clock,
        Events events,
        Metrics metrics) {

    /** The events of a payment that are not out yet, up to one of them, in their order and as they were written. */
    Deque<PaymentEvent> waiting(PaymentId payment, long upTo, Deadline deadline) {
        Deque<PaymentEvent> waiting = new ArrayDeque<>();
        for (long sequence = upTo; sequence > 0; sequence--) {
            Optional<OutboxEntry> entry = outbox.find(payment, sequence, deadline);
            if (entry.isEmpty() || entry.get().sent()) {
                break;
            }
            waiting.push(entry.get().event());
        }
        return waiting;
    }

    /** Takes an event off the outbox that was published before. */
    void takeOff(PaymentEvent event, Deadline deadline) {
        boolean unused = outbox.markSent(event, clock.instant(), deadline);
    }

    /** Remembers that an event was published, and takes it off the outbox. */
    void published(PaymentEvent event, Deadline deadline) {
        Instant now = clock.instant();
        publications.published(event, now, deadline);
        if (outbox.markSent(event, now, deadline)) {
            metrics.count(FunctionMetric.PUBLISHED);
        }
        events.info(
                "event-published",
                Map.of(
                        "event_id", event.eventId(),
                        "payment_id", event.paymentId().value(),
                        "sequence", event.sequence(),
                        "correlation_id", event.correlationId()));
    }

    /** Writes down that an event stays in the outbox. */
    void failed(PaymentEvent event, RuntimeException failure) {
        metrics.count(FunctionMetric.PUBLISH_FAILED);
        events.warn(
                "event-not-published",
                Map.of(
                        "event_id", event.eventId(),
                        "payment_id", event.paymentId().value(),
                        "exceptions", Failures.classes(failure)));
    }

    /** Writes down that an item of the outbox is none that this version of the code can read. */
    void unreadable(RuntimeException failure) {
        metrics.count(FunctionMetric.PUBLISH_FAILED);
        events.error("event-unreadable", failure, Map.of());
    }
}
