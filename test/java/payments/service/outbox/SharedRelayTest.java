package payments.service.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.MovableClock;
import payments.service.batch.Journal;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.outbox.Publications.Turn;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;

/** The relay of one of several regions, which all have the same events: by the stream's way and by the sweep's. */
class SharedRelayTest {
    private static final PaymentId P = new PaymentId("p");

    private final Clock clock = new MovableClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    private final MemoryOutbox outbox = new MemoryOutbox(() -> {});
    private final List<Long> posted = new ArrayList<>();
    private final List<Long> published = new ArrayList<>();
    private final List<Long> remembered = new ArrayList<>();
    private final Map<Long, Turn> turns = new HashMap<>();
    private final Publications publications = new Publications() {
        @Override
        public Turn turn(PaymentEvent event, Deadline time) {
            return turns.getOrDefault(event.sequence(), Turn.OURS);
        }

        @Override
        public void published(PaymentEvent event, Instant at, Deadline time) {
            remembered.add(event.sequence());
        }
    };
    private final OutboxRelay relay = relay(publications);

    private OutboxRelay relay(Publications known) {
        Journal silence = new Journal();
        return new OutboxRelay(
                        outbox,
                        (event, time) -> posted.add(event.sequence()),
                        (event, time) -> published.add(event.sequence()),
                        clock,
                        silence,
                        silence)
                .among(known);
    }

    @BeforeEach
    void threeEventsOfOnePayment() {
        for (int sequence = 1; sequence <= 3; sequence++) {
            outbox.add(new PaymentEvent(
                    "p#" + sequence,
                    PaymentEvent.Type.CREATED,
                    P,
                    sequence,
                    new Money(100, Currencies.of("EUR")),
                    PaymentStatus.PENDING,
                    "shop",
                    clock.instant().minusSeconds(60 - sequence),
                    "eu-west-1",
                    "request"));
        }
    }

    @Test
    @DisplayName("where it is not its turn a relay posts all events to its ledger and leaves them in the outbox")
    void notItsTurn() {
        turns.put(1L, Turn.NOT_NOW);

        assertThat(relay.relay(P, 3, deadline)).isZero();
        assertThat(posted).containsExactly(1L, 2L, 3L);
        assertThat(relay.sweep(deadline)).isEqualTo(new OutboxRelay.Swept(0, 3));

        assertThat(published).isEmpty();
        assertThat(outbox.size()).isEqualTo(3);
    }

    @Test
    @DisplayName("what another region published leaves the outbox once it is posted here, and is not published again")
    void publishedByAnotherRegion() {
        turns.put(1L, Turn.DONE);
        turns.put(2L, Turn.NOT_NOW);

        assertThat(relay.relay(P, 3, deadline)).isZero();

        assertThat(posted).containsExactly(1L, 2L, 3L);
        assertThat(published).isEmpty();
        assertThat(outbox.size()).isEqualTo(2);
    }

    @Test
    @DisplayName("the sweep does the same")
    void theSweepDoesTheSame() {
        turns.put(1L, Turn.DONE);
        turns.put(3L, Turn.NOT_NOW);

        assertThat(relay.sweep(deadline)).isEqualTo(new OutboxRelay.Swept(1, 1));

        assertThat(posted).containsExactly(1L, 2L, 3L);
        assertThat(published).containsExactly(2L);
        assertThat(remembered).containsExactly(2L);
        assertThat(outbox.size()).isEqualTo(1);
    }

    @Test
    @Threat("D16")
    @DisplayName("D16 an event whose publication is not remembered stays, and goes out again")
    void notRemembered() {
        OutboxRelay forgetful = relay(new Publications() {
            @Override
            public Turn turn(PaymentEvent event, Deadline time) {
                return Turn.OURS;
            }

            @Override
            public void published(PaymentEvent event, Instant at, Deadline time) {
                throw new UnavailableException("the log cannot answer now");
            }
        });

        assertThat(forgetful.sweep(deadline)).isEqualTo(new OutboxRelay.Swept(0, 3));
        assertThat(outbox.size()).isEqualTo(3);
        assertThat(relay.sweep(deadline)).isEqualTo(new OutboxRelay.Swept(3, 0));

        assertThat(published).containsExactly(1L, 1L, 2L, 3L);
    }
}
