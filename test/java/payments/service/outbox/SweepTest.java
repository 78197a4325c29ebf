package payments.service.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.service.MovableClock;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.observability.Events;
import payments.service.observability.Metrics;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;

/** Large backlogs, and backlogs of which a part can never go out. */
@Requirement("D9")
@Threat("D11")
class SweepTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Deadline LONG = () -> Duration.ofMinutes(1);
    private static final Money AMOUNT = new Money(100, Currencies.of("USD"));
    private static final List<PaymentEvent.Type> STEPS =
            List.of(PaymentEvent.Type.CREATED, PaymentEvent.Type.AUTHORISED, PaymentEvent.Type.CAPTURED);

    private static final Duration TABLE = Duration.ofMillis(5);
    private static final Duration TOPIC = Duration.ofMillis(10);
    private static final Duration LEDGER = Duration.ofMillis(5);
    private static final int THREADS = 32;

    private final MovableClock clock = new MovableClock(NOON);
    private final MemoryOutbox outbox = new MemoryOutbox(() -> {});
    private final List<PaymentEvent> published = Collections.synchronizedList(new ArrayList<>());

    /** A ledger as PostgreSQL's: what it refuses is the event's own fault. */
    private record Ledger(Predicate<PaymentEvent> refuses, AtomicInteger asked) implements LedgerPosting {
        @Override
        public void post(PaymentEvent event, Deadline deadline) {
            asked.incrementAndGet();
            if (refuses.test(event)) {
                throw new IllegalStateException("refused");
            }
        }

        @Override
        public List<Held> postAll(List<PaymentEvent> events, Deadline deadline) {
            return Held.oneByOne(events, event -> post(event, deadline), failure -> true);
        }
    }

    @Test
    @DisplayName("D11 a thousand refused events at the head of two parts hold up none of the others")
    void aThousandRefusedEventsHoldUpNoOther() {
        // given
        List<Integer> twoParts = List.of(1, 6);
        int number = 0;
        for (int refused = 0; refused < 1_000; number++) {
            String id = "refused-" + number;
            if (twoParts.contains(Math.floorMod(id.hashCode(), OutboxStore.SHARDS))) {
                outbox.add(event(id, 1, NOON.minusSeconds(60)));
                refused++;
            }
        }
        for (int i = 0; i < 5_000; i++) {
            outbox.add(event("good-" + i, 1, NOON.minusSeconds(30)));
        }
        Ledger ledger = new Ledger(event -> event.paymentId().value().startsWith("refused"), new AtomicInteger());
        OutboxRelay relay = relay(outbox, ledger, (event, deadline) -> published.add(event));

        // when
        OutboxRelay.Swept swept = relay.sweep(LONG);

        // then
        assertThat(swept).isEqualTo(new OutboxRelay.Swept(5_000, 1_000));
        assertThat(outbox.sizeAside()).isEqualTo(1_000);

        // and they are left alone for a while, and tried again
        int asked = ledger.asked().get();
        clock.move(Duration.ofMinutes(4));
        assertThat(relay.sweep(LONG)).isEqualTo(new OutboxRelay.Swept(0, 0));
        assertThat(ledger.asked()).hasValue(asked);
        clock.move(Duration.ofMinutes(1));
        assertThat(relay.sweep(LONG)).isEqualTo(new OutboxRelay.Swept(0, 1_000));
        assertThat(ledger.asked()).hasValue(asked + 1_000);
        clock.move(Duration.ofMinutes(5));
        assertThat(relay(outbox, LedgerPosting.NONE, (event, deadline) -> published.add(event))
                        .sweep(LONG))
                .isEqualTo(new OutboxRelay.Swept(1_000, 0));
        assertThat(outbox.size()).isZero();
    }

    @Test
    @DisplayName("D11 what is behind a refused event of a payment waits with it, what is before it goes out")
    void whatIsBehindARefusedEventWaitsWithIt() {
        payment("p", NOON.minusSeconds(60));
        Ledger ledger = new Ledger(event -> event.sequence() == 2, new AtomicInteger());

        relay(outbox, ledger, (event, deadline) -> published.add(event)).sweep(LONG);

        assertThat(published).extracting(PaymentEvent::sequence).containsExactly(1L);
        assertThat(outbox.sizeAside()).isEqualTo(2);
    }

    @Test
    @DisplayName("D11 many threads publish each payment's events in their order, and each once")
    void manyThreadsPreserveTheOrderOfEachPayment() {
        // given more than a page of each part
        for (int i = 0; i < 6_000; i++) {
            payment("p-" + i, NOON.minusSeconds(60));
        }
        Set<String> threads = ConcurrentHashMap.newKeySet();

        // when
        OutboxRelay.Swept swept = relay(outbox, LedgerPosting.NONE, (event, deadline) -> {
                    threads.add(Thread.currentThread().getName());
                    published.add(event);
                })
                .sweepingIn(THREADS)
                .sweep(LONG);

        // then
        assertThat(swept).isEqualTo(new OutboxRelay.Swept(18_000, 0));
        assertThat(threads).hasSizeBetween(2, THREADS);
        Map<PaymentId, Long> last = new ConcurrentHashMap<>();
        for (PaymentEvent event : List.copyOf(published)) {
            assertThat(event.sequence()).isEqualTo(last.getOrDefault(event.paymentId(), 0L) + 1);
            last.put(event.paymentId(), event.sequence());
        }
        assertThat(last).hasSize(6_000);
    }

    @Test
    @DisplayName("D11 a topic that does not answer ends the sweep instead of being asked for each of all events")
    void aTopicThatDoesNotAnswerEndsTheSweep() {
        for (int i = 0; i < 20_000; i++) {
            outbox.add(event("p-" + i, 1, NOON.minusSeconds(60)));
        }
        AtomicInteger asked = new AtomicInteger();

        relay(outbox, LedgerPosting.NONE, (event, deadline) -> {
                    asked.incrementAndGet();
                    throw new UnavailableException("the topic is away");
                })
                .sweep(LONG);

        assertThat(asked.get()).isLessThanOrEqualTo(8_000);
        assertThat(outbox.size()).isEqualTo(20_000);
    }

    /**
     * An hour at 100 events a second, by a clock that only calls move: 5 ms for each of the table's and for a transaction of the
     * ledger, 10 ms for a call of the topic. Calls of the table and the topic run beside each other in so many threads; the ledger has one
     * connection, and its time is added in full. A sweep begins each minute and has 28 seconds, as with the flagship's time limit.
     */
    @Test
    @Requirement("X5")
    @DisplayName("D11 the backlog of an hour at 100 events per second is out within ten minutes")
    void theBacklogOfAnHourIsOutWithinTenMinutes() {
        // given
        AtomicLong nanos = new AtomicLong();
        MemoryOutbox slow = new MemoryOutbox(() -> nanos.addAndGet(TABLE.toNanos() / THREADS));
        for (int i = 0; i < 120_000; i++) {
            Instant at = NOON.minusSeconds(3_660).plusMillis(30L * i);
            for (int step = 1; step <= STEPS.size(); step++) {
                slow.add(event("p-" + i, step, at.plusMillis(step)));
            }
        }
        AtomicInteger sent = new AtomicInteger();
        OutboxRelay relay = relay(
                slow,
                new LedgerPosting() {
                    @Override
                    public void post(PaymentEvent event, Deadline deadline) {
                        nanos.addAndGet(LEDGER.toNanos());
                    }

                    @Override
                    public List<Held> postAll(List<PaymentEvent> events, Deadline deadline) {
                        nanos.addAndGet(LEDGER.toNanos());
                        return List.of();
                    }
                },
                new EventPublisher() {
                    @Override
                    public void publish(PaymentEvent event, Deadline deadline) {
                        throw new AssertionError("one by one");
                    }

                    @Override
                    public List<Held> publishAll(List<PaymentEvent> events, Deadline deadline) {
                        nanos.addAndGet((events.size() + 9) / 10 * TOPIC.toNanos() / THREADS);
                        sent.addAndGet(events.size());
                        return List.of();
                    }
                });

        // when
        Duration needed = Duration.ZERO;
        for (int minute = 0; slow.size() > 0 && minute < 60; minute++) {
            nanos.set(0);
            OutboxRelay.Swept unused = relay.sweep(() -> Duration.ofSeconds(28).minusNanos(nanos.get()));
            needed = Duration.ofMinutes(minute).plusNanos(nanos.get());
        }

        // then
        assertThat(sent).hasValue(360_000);
        assertThat(needed).isLessThan(Duration.ofMinutes(10));
    }

    private OutboxRelay relay(OutboxStore store, LedgerPosting ledger, EventPublisher publisher) {
        Metrics metrics = (metric, value, dimensions) -> {};
        return new OutboxRelay(store, ledger, publisher, clock, new Silence(), metrics);
    }

    private void payment(String id, Instant at) {
        for (int step = 1; step <= STEPS.size(); step++) {
            outbox.add(event(id, step, at.plusMillis(step)));
        }
    }

    private static PaymentEvent event(String id, long sequence, Instant at) {
        return new PaymentEvent(
                id + "#" + sequence,
                STEPS.get((int) sequence - 1),
                new PaymentId(id),
                sequence,
                AMOUNT,
                PaymentStatus.PENDING,
                "caller",
                at,
                "eu-west-1",
                "request");
    }

    /** A log that costs nothing. */
    private static final class Silence implements Events {
        @Override
        public void info(String event, Map<String, ?> fields) {
            // Nothing is written.
        }

        @Override
        public void warn(String event, Map<String, ?> fields) {
            // Nothing is written.
        }

        @Override
        public void error(String event, Throwable failure, Map<String, ?> fields) {
            // Nothing is written.
        }

        @Override
        public Events with(String field, String value) {
            return this;
        }
    }
}
