package payments.service.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.service.domain.PaymentId;
import payments.service.observability.Events;
import payments.service.observability.Failures;
import payments.service.observability.Metric;
import payments.service.observability.Metrics;
import payments.service.resilience.Deadline;

/**
 * Publishes events: posts each to the ledger, publishes it, takes it off the outbox, in this order. A crash between two
 * of them repeats the ones before; nothing is skipped.
 *
 * <p>The order of a payment's events is preserved by looking back: before an event goes out, all earlier ones of its payment
 * must be out. So it does not matter in which order streams and sweeps find them.
 */
public final class OutboxRelay {
    /** Events are not begun with less time than this. */
    private static final Duration NEEDED_FOR_AN_EVENT = Duration.ofSeconds(2);

    /** Younger events are the stream's; the sweep finds what the stream lost. */
    static final Duration SWEEP_AGE = Duration.ofSeconds(10);

    private static final int MOST_PER_SHARD = 1_000;

    private final OutboxStore outbox;
    private final LedgerPosting ledger;
    private final EventPublisher publisher;
    private final Clock clock;
    private final Events events;
    private final Metrics metrics;

    /** Takes the collaborators. */
    public OutboxRelay(
            OutboxStore outbox,
            LedgerPosting ledger,
            EventPublisher publisher,
            Clock clock,
            Events events,
            Metrics metrics) {
        this.outbox = outbox;
        this.ledger = ledger;
        this.publisher = publisher;
        this.clock = clock;
        this.events = events;
        this.metrics = metrics;
    }

    /**
     * What a sweep did.
     *
     * @param sent events published
     * @param failed events that stay for the next sweep
     */
    public record Swept(int sent, int failed) {}

    /**
     * Publishes a payment's events, in their order and as they were written. Does nothing when they are out
     * already.
     *
     * @param upTo the sequence of the last event to publish
     * @return how many events were published
     * @throws payments.service.resilience.UnavailableException when that failed for now; repeating is safe
     */
    public int relay(PaymentId payment, long upTo, Deadline deadline) {
        Deque<PaymentEvent> waiting = new ArrayDeque<>();
        for (long sequence = upTo; sequence > 0; sequence--) {
            Optional<OutboxEntry> entry = outbox.find(payment, sequence, deadline);
            if (entry.isEmpty() || entry.get().sent()) {
                break;
            }
            waiting.push(entry.get().event());
        }
        for (PaymentEvent next : waiting) {
            bringOut(next, deadline);
        }
        return waiting.size();
    }

    /** Publishes what is older than {@link #SWEEP_AGE}, as far as the time allows. Never throws for one event. */
    public Swept sweep(Deadline deadline) {
        int sent = 0;
        int failed = 0;
        int depth = 0;
        Duration oldest = Duration.ZERO;
        for (int shard = 0; shard < OutboxStore.SHARDS; shard++) {
            OutboxStore.Pending pending = outbox.pending(shard, MOST_PER_SHARD, deadline);
            depth += pending.events().size() + pending.unreadable().size();
            failed += pending.unreadable().size();
            pending.unreadable().forEach(this::reportUnreadable);
            Set<PaymentId> stuck = new HashSet<>();
            for (PaymentEvent event : pending.events()) {
                Duration age = Duration.between(event.occurredAt(), clock.instant());
                oldest = age.compareTo(oldest) > 0 ? age : oldest;
                if (age.compareTo(SWEEP_AGE) < 0 || stuck.contains(event.paymentId())) {
                    continue;
                }
                if (!deadline.allows(NEEDED_FOR_AN_EVENT)) {
                    failed++;
                    continue;
                }
                try {
                    sent += relay(event.paymentId(), event.sequence(), deadline);
                } catch (RuntimeException e) {
                    stuck.add(event.paymentId());
                    failed++;
                    reportFailure(event, e);
                }
            }
        }
        metrics.record(Metric.OUTBOX_DEPTH, depth, Map.of());
        metrics.record(Metric.OUTBOX_AGE, (double) oldest.toMillis(), Map.of());
        return new Swept(sent, failed);
    }

    private void reportUnreadable(RuntimeException failure) {
        metrics.count(Metric.PUBLISH_FAILED);
        events.error("event-unreadable", failure, Map.of());
    }

    /** Writes down that an event stays in the outbox. */
    public void reportFailure(PaymentEvent event, RuntimeException failure) {
        metrics.count(Metric.PUBLISH_FAILED);
        events.warn(
                "event-not-published",
                Map.of(
                        "event_id", event.eventId(),
                        "payment_id", event.paymentId().value(),
                        "exceptions", Failures.classes(failure)));
    }

    private void bringOut(PaymentEvent event, Deadline deadline) {
        ledger.post(event, deadline);
        publisher.publish(event, deadline);
        Instant now = clock.instant();
        if (outbox.markSent(event, now, deadline)) {
            metrics.count(Metric.PUBLISHED);
        }
        events.info(
                "event-published",
                Map.of(
                        "event_id", event.eventId(),
                        "payment_id", event.paymentId().value(),
                        "sequence", event.sequence(),
                        "correlation_id", event.correlationId()));
    }
}
