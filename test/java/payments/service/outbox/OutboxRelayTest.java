package payments.service.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.service.MovableClock;
import payments.service.Waits;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.Origin;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.idempotency.IdempotencyScope;
import payments.service.observability.EmbeddedMetrics;
import payments.service.observability.JsonLines;
import payments.service.payment.PaymentCommand;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.DynamoDbOutboxStore;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Requirement("D9")
class OutboxRelayTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    private final DynamoDbOutboxStore outbox =
            new DynamoDbOutboxStore(DYNAMO_DB.client(), table, new Waits().backoff());
    private final PaymentService payments = new PaymentService(
            new DynamoDbPaymentStore(DYNAMO_DB.client(), table, "eu-west-1", Optional.empty(), new Waits().backoff()),
            clock,
            "eu-west-1");
    private final List<String> lines = new ArrayList<>();
    private final List<PaymentEvent> posted = new ArrayList<>();
    private final List<PaymentEvent> published = new ArrayList<>();

    private OutboxRelay relay(Consumer<PaymentEvent> ledger, Consumer<PaymentEvent> publisher) {
        return new OutboxRelay(
                outbox,
                (event, time) -> ledger.accept(event),
                (event, time) -> publisher.accept(event),
                clock,
                new JsonLines(lines::add, clock, Map.of()),
                new EmbeddedMetrics(lines::add, clock, Map.of("Region", "eu-west-1")));
    }

    private final OutboxRelay relay = relay(posted::add, published::add);

    @BeforeEach
    void threeEventsOfOnePaymentAndOneOfAnother() {
        create("p");
        step("p", Transition.AUTHORISE);
        step("p", Transition.CAPTURE);
        create("q");
    }

    @Test
    @Threat({"D02", "D11"})
    @DisplayName("D11 the last event of a payment takes the earlier ones with it, in order, ledger before topic")
    void earlierEventsGoOutFirst() {
        // when the stream shows the last one first
        assertThat(relay.relay(new PaymentId("p"), 3, deadline)).isEqualTo(3);

        // then
        assertThat(published).extracting(PaymentEvent::sequence).containsExactly(1L, 2L, 3L);
        assertThat(posted).isEqualTo(published);
        assertThat(relay.relay(new PaymentId("p"), 1, deadline)).isZero();
        assertThat(relay.relay(new PaymentId("p"), 3, deadline)).isZero();
    }

    @Test
    @Threat({"D11", "G02"})
    @DisplayName("D11 G02 an event that could not be published stays and goes out later under the same id")
    void anEventThatCouldNotBePublishedStays() {
        // given
        OutboxRelay broken = relay(posted::add, event -> {
            throw new UnavailableException("topic");
        });
        assertThatThrownBy(() -> broken.relay(new PaymentId("p"), 1, deadline))
                .isInstanceOf(UnavailableException.class);

        // when
        clock.move(OutboxRelay.SWEEP_AGE);
        OutboxRelay.Swept swept = relay.sweep(deadline);

        // then
        assertThat(swept).isEqualTo(new OutboxRelay.Swept(4, 0));
        assertThat(published)
                .extracting(PaymentEvent::eventId)
                .doesNotHaveDuplicates()
                .hasSize(4);
        assertThat(published).contains(posted.get(0));
        assertThat(relay.sweep(deadline)).isEqualTo(new OutboxRelay.Swept(0, 0));
    }

    @Test
    @Threat("D16")
    @DisplayName("D16 a crash between publishing and taking off publishes again under the same id")
    void aCrashAfterPublishingPublishesAgainUnderTheSameId() {
        // given a relay that dies after it published
        OutboxRelay dying = relay(posted::add, event -> {
            published.add(event);
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> dying.relay(new PaymentId("q"), 1, deadline)).hasMessage("killed");

        // when
        relay.relay(new PaymentId("q"), 1, deadline);

        // then
        assertThat(published).hasSize(2);
        assertThat(published.get(0)).isEqualTo(published.get(1));
        assertThat(outbox.find(new PaymentId("q"), 1, deadline).orElseThrow().sent())
                .isTrue();
    }

    @Test
    @Threat("D11")
    @DisplayName("D11 one payment that is stuck holds up its own later events and no other's")
    void aStuckPaymentHoldsUpNoOther() {
        // given
        OutboxRelay stuck = relay(
                event -> {
                    if (event.paymentId().value().equals("p") && event.sequence() == 2) {
                        throw new IllegalStateException("ledger refuses");
                    }
                },
                published::add);
        clock.move(OutboxRelay.SWEEP_AGE);

        // when
        stuck.sweep(deadline);

        // then
        assertThat(published)
                .extracting(event -> event.paymentId().value() + event.sequence())
                .containsExactlyInAnyOrder("p1", "q1");
        assertThat(lines).anyMatch(line -> line.contains("event-not-published"));
    }

    @Test
    @Requirement("X5")
    @DisplayName("I3 the backlog is visible in number and age, and the young are left to the stream")
    void theBacklogIsVisible() {
        // when
        clock.move(Duration.ofSeconds(9));
        OutboxRelay.Swept swept = relay.sweep(deadline);

        // then
        assertThat(swept.sent()).isZero();
        assertThat(lines)
                .anyMatch(line -> line.contains("\"OutboxDepth\":4"))
                .anyMatch(line -> line.contains("\"OutboxAge\":9000"));
    }

    /** A version that knew more event types was taken back. */
    @Test
    @Threat("D15")
    @DisplayName("D15 an event that cannot be read stays, is reported, and holds up no other")
    void anUnreadableEventHoldsUpNoOther() {
        Map<String, AttributeValue> unknown = new HashMap<>(DYNAMO_DB.items(table, "event").stream()
                .filter(item -> AttributeValue.fromS("q").equals(item.get("payment")))
                .findFirst()
                .orElseThrow());
        unknown.put("type", AttributeValue.fromS("payment.from-the-future"));
        DYNAMO_DB.client().putItem(put -> put.tableName(table.name()).item(unknown));
        clock.move(Duration.ofMinutes(1));

        assertThat(relay.sweep(deadline)).isEqualTo(new OutboxRelay.Swept(3, 1));
        assertThat(lines)
                .anyMatch(line -> line.contains("event-unreadable"))
                .anyMatch(line -> line.contains("\"OutboxDepth\":4"));
    }

    /** Lambda would kill it in the middle of an event otherwise. */
    @Test
    @Threat("D11")
    @DisplayName("D11 a sweep that has no time left says how many it left, and the next one sends them")
    void aSweepWithoutTimeLeavesTheRestToTheNext() {
        clock.move(Duration.ofMinutes(1));

        assertThat(relay.sweep(() -> Duration.ofMillis(1900))).isEqualTo(new OutboxRelay.Swept(0, 4));
        assertThat(published).isEmpty();
        assertThat(relay.sweep(deadline)).isEqualTo(new OutboxRelay.Swept(4, 0));
    }

    @Test
    @Threat("D11")
    @DisplayName("D11 what waits is read page by page, and what is set aside lies apart until it is sent")
    void whatWaitsIsReadPageByPage() {
        List<PaymentEvent> found = new ArrayList<>();
        for (int shard = 0; shard < OutboxStore.SHARDS; shard++) {
            int part = shard;
            Optional<OutboxStore.Next> next = Optional.of(time -> outbox.pending(part, 1, time));
            while (next.isPresent()) {
                OutboxStore.Pending page = next.get().read(deadline);
                assertThat(page.events()).hasSizeLessThanOrEqualTo(1);
                page.events().forEach(waiting -> found.add(waiting.event()));
                next = page.next();
            }
        }
        assertThat(found).hasSize(4);

        assertThat(outbox.setAside(event("q", 1), clock.instant().plusSeconds(1), deadline))
                .isTrue();

        int shard = Math.floorMod("q".hashCode(), OutboxStore.SHARDS);
        assertThat(outbox.pending(shard, 9, deadline).events())
                .extracting(waiting -> waiting.event().paymentId().value())
                .doesNotContain("q");
        assertThat(outbox.aside(shard, 9, deadline).events())
                .containsExactly(
                        new OutboxStore.Waiting(event("q", 1), clock.instant().plusSeconds(1)));
        assertThat(outbox.find(new PaymentId("q"), 1, deadline).orElseThrow().sent())
                .isFalse();
        assertThat(outbox.markSent(event("q", 1), clock.instant(), deadline)).isTrue();
        assertThat(outbox.aside(shard, 9, deadline).events()).isEmpty();
        assertThat(outbox.setAside(event("q", 1), clock.instant(), deadline)).isFalse();
    }

    @Test
    void whatIsSentLeavesTheIndexAndExpires() {
        relay.relay(new PaymentId("q"), 1, deadline);

        assertThat(DYNAMO_DB.items(table, "event"))
                .filteredOn(item -> AttributeValue.fromS("q").equals(item.get("payment")))
                .singleElement()
                .satisfies(item -> assertThat(item)
                        .doesNotContainKeys("outbox_shard", "outbox_at")
                        .containsKeys("sent_at", "expires_at"));
        assertThat(outbox.markSent(event("q", 1), clock.instant(), deadline)).isFalse();
    }

    private PaymentEvent event(String id, long sequence) {
        return outbox.find(new PaymentId(id), sequence, deadline).orElseThrow().event();
    }

    private void create(String id) {
        payments.create(
                new PaymentCommand(
                        new IdempotencyScope(Origin.ANONYMOUS, "POST /payments", id),
                        Optional.of(new PaymentId(id)),
                        new Money(100, Currencies.of("USD")),
                        PaymentDetails.NONE,
                        "request"),
                deadline);
    }

    private void step(String id, Transition transition) {
        payments.apply(
                new TransitionCommand(
                        new PaymentId(id), transition.word(), transition, Optional.empty(), "test", "request"),
                deadline);
    }
}
