package payments.service.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import payments.service.domain.PaymentId;
import payments.service.observability.Events;
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
    /** Younger events are the stream's; the sweep finds what the stream lost. */
    static final Duration SWEEP_AGE = Duration.ofSeconds(10);

    private final RelayPorts ports;
    private final int threads;

    /** Takes the collaborators; a sweep works on one thing at a time. */
    public OutboxRelay(
            OutboxStore outbox,
            LedgerPosting ledger,
            EventPublisher publisher,
            Clock clock,
            Events events,
            Metrics metrics) {
        this(new RelayPorts(outbox, ledger, publisher, Publications.ALONE, clock, events, metrics), 1);
    }

    private OutboxRelay(RelayPorts ports, int threads) {
        this.ports = ports;
        this.threads = threads;
    }

    /**
     * The same, where the relays of several regions have the same events: each posts all of them, and one publishes.
     *
     * @param publications what all of them know
     */
    public OutboxRelay among(Publications publications) {
        return new OutboxRelay(
                new RelayPorts(
                        ports.outbox(),
                        ports.ledger(),
                        ports.publisher(),
                        publications,
                        ports.clock(),
                        ports.events(),
                        ports.metrics()),
                threads);
    }

    /**
     * The same, whose sweeps work on many payments at a time.
     *
     * @param most how many threads a sweep has at most
     */
    public OutboxRelay sweepingIn(int most) {
        return new OutboxRelay(ports, most);
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
     * already. Where it is not this relay's turn they are posted and stay in the outbox.
     *
     * @param upTo the sequence of the last event to publish
     * @return how many events were published
     * @throws payments.service.resilience.UnavailableException when that failed for now; repeating is safe
     */
    public int relay(PaymentId payment, long upTo, Deadline deadline) {
        Deque<PaymentEvent> waiting = ports.waiting(payment, upTo, deadline);
        int published = 0;
        boolean waits = false;
        for (PaymentEvent next : waiting) {
            ports.ledger().post(next, deadline);
            if (waits) {
                continue;
            }
            switch (ports.publications().turn(next, deadline)) {
                case OURS -> {
                    ports.publisher().publish(next, deadline);
                    ports.published(next, deadline);
                    published++;
                }
                case DONE -> ports.takeOff(next, deadline);
                case NOT_NOW -> waits = true;
            }
        }
        return published;
    }

    /**
     * Publishes what is older than {@link #SWEEP_AGE}, page after page of every part until all is out or the time is over. What
     * the ledger refuses is set aside and tried again later. Never throws for one event.
     */
    public Swept sweep(Deadline deadline) {
        return Sweep.run(ports, threads, deadline);
    }

    /** Writes down that an event stays in the outbox. */
    public void reportFailure(PaymentEvent event, RuntimeException failure) {
        ports.failed(event, failure);
    }
}
