package payments.service.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.service.MovableClock;
import payments.service.Waits;
import payments.service.domain.Currencies;
import payments.service.domain.Detail;
import payments.service.domain.Money;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.idempotency.IdempotencyScope;
import payments.service.payment.CreateOutcome;
import payments.service.payment.PaymentCommand;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import payments.service.payment.TransitionOutcome;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.DynamoDbProjection;
import payments.service.store.FaultyDynamoDb;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import payments.service.store.RegionFence.Ownership;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Two regions with a table each over one log, by the real engine. */
class LoggedPaymentStoreTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final String HERE = "eu-west-1";
    private static final String THERE = "eu-central-1";

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final Waits waits = new Waits();
    private final Backoff backoff = waits.backoff();
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    private final String log = DYNAMO_DB.log();
    private final PaymentTable tableHere = DYNAMO_DB.table(Optional.empty());
    private final PaymentTable tableThere = DYNAMO_DB.table(Optional.empty());
    private final FaultyDynamoDb lineHere = new FaultyDynamoDb(DYNAMO_DB.client());
    private final List<RuntimeException> behind = new ArrayList<>();
    private final DynamoDbEffectLog effects = new DynamoDbEffectLog(DYNAMO_DB.client(), log, backoff);
    private final PaymentService here = new PaymentService(store(lineHere, tableHere, HERE), clock, HERE);
    private final PaymentService there =
            new PaymentService(store(new FaultyDynamoDb(DYNAMO_DB.client()), tableThere, THERE), clock, THERE);

    private LoggedPaymentStore store(FaultyDynamoDb line, PaymentTable table, String region) {
        return new LoggedPaymentStore(
                effects,
                new DynamoDbPaymentStore(line, table, region, Optional.empty(), backoff),
                new DynamoDbProjection(line, table, backoff),
                behind::add);
    }

    @Test
    @DisplayName("an order that is repeated in another region is the same payment there")
    void aRepeatedOrderIsOnePaymentInAllRegions() {
        // when
        CreateOutcome first = here.create(order("key", Optional.empty(), 100), deadline);
        CreateOutcome second = there.create(order("key", Optional.empty(), 100), deadline);

        // then
        assertThat(first).isInstanceOf(CreateOutcome.Created.class);
        assertThat(second).isEqualTo(new CreateOutcome.Replayed(((CreateOutcome.Created) first).payment()));
        assertThat(there.create(order("key", Optional.empty(), 101), deadline))
                .isInstanceOf(CreateOutcome.KeyReused.class);
    }

    @Test
    @DisplayName("an operation that is repeated in another region happens once, also where its table knows nothing yet")
    void aRepeatedOperationHappensOnceInAllRegions() {
        // given
        PaymentId id = created("key");
        step(here, id, "authorise-1", Transition.AUTHORISE, Optional.empty());

        // when
        TransitionOutcome first = step(here, id, "capture-1", Transition.CAPTURE, cents(60));
        TransitionOutcome second = step(there, id, "capture-1", Transition.CAPTURE, cents(60));
        TransitionOutcome other = step(there, id, "capture-2", Transition.CAPTURE, cents(60));

        // then the second is known, and what it would exceed counts although this region's table does not have it
        assertThat(first).isInstanceOf(TransitionOutcome.Applied.class);
        assertThat(second).isInstanceOf(TransitionOutcome.Replayed.class);
        assertThat(other).isInstanceOf(TransitionOutcome.Refused.class);
        assertThat(effects.after(id, 0, deadline)).hasSize(3);
    }

    @Test
    @DisplayName("a region's table follows in order, whatever it missed, and has every record once")
    void aTableFollows() {
        // given three effects of which the other region knows none
        PaymentId id = created("key");
        step(here, id, "authorise-1", Transition.AUTHORISE, Optional.empty());
        step(here, id, "capture-1", Transition.CAPTURE, Optional.empty());
        EffectProjector projector =
                new EffectProjector(effects, new DynamoDbProjection(DYNAMO_DB.client(), tableThere, backoff));
        List<LoggedEffect> all = effects.after(id, 0, deadline);

        // when the last comes first, and then all of them again
        projector.apply(all.get(2).effect(), deadline);
        all.forEach(logged -> projector.apply(logged.effect(), deadline));

        // then
        for (String kind : List.of("payment", "operation", "audit", "event")) {
            assertThat(DYNAMO_DB.items(tableThere, kind)).as(kind).hasSameSizeAs(DYNAMO_DB.items(tableHere, kind));
        }
        assertThat(DYNAMO_DB.items(tableThere, "event"))
                .containsExactlyInAnyOrderElementsOf(DYNAMO_DB.items(tableHere, "event"));
        assertThat(DYNAMO_DB.items(tableThere, "audit"))
                .containsExactlyInAnyOrderElementsOf(DYNAMO_DB.items(tableHere, "audit"));
    }

    @Test
    @DisplayName("once an effect is in the log it is answered as done, though the region's table is away")
    void aTableThatIsAwayDoesNotHideAnEffect() {
        // given
        lineHere.onTransactions(FaultyDynamoDb.before(FaultyDynamoDb.error(400, "ResourceNotFoundException")));

        // when
        CreateOutcome outcome = here.create(order("key", Optional.empty(), 100), deadline);

        // then
        assertThat(outcome).isInstanceOf(CreateOutcome.Created.class);
        assertThat(behind).hasSize(1);
        assertThat(DYNAMO_DB.items(tableHere)).isEmpty();
        PaymentId id = ((CreateOutcome.Created) outcome).payment().id();
        assertThat(here.find(id, deadline)).contains(((CreateOutcome.Created) outcome).payment());
        assertThat(step(here, id, "authorise-1", Transition.AUTHORISE, Optional.empty()))
                .isInstanceOf(TransitionOutcome.Applied.class);
        assertThat(DYNAMO_DB.items(tableHere, "event")).hasSize(2);
    }

    @Test
    @DisplayName("what a region had before the log decides nothing, where the log says otherwise")
    void anOldPaymentOfTheRegionIsNoCopyOfTheLogs() {
        // given
        Optional<PaymentId> id = Optional.of(new PaymentId("invoice-1"));
        PaymentService before = new PaymentService(
                new DynamoDbPaymentStore(DYNAMO_DB.client(), tableHere, HERE, Optional.empty(), backoff), clock, HERE);
        assertThat(before.create(order("key", id, 900), deadline)).isInstanceOf(CreateOutcome.Created.class);
        step(before, id.get(), "authorise-1", Transition.AUTHORISE, Optional.empty());
        assertThat(there.create(order("key", id, 100), deadline)).isInstanceOf(CreateOutcome.Created.class);

        // when
        TransitionOutcome authorised = step(here, id.get(), "authorise-1", Transition.AUTHORISE, Optional.empty());
        TransitionOutcome captured = step(here, id.get(), "capture-1", Transition.CAPTURE, Optional.empty());

        // then
        assertThat(authorised).isInstanceOf(TransitionOutcome.Applied.class);
        assertThat(captured).isInstanceOf(TransitionOutcome.Applied.class);
        assertThat(effects.newest(id.get(), deadline).orElseThrow().effect().payment())
                .satisfies(payment -> assertThat(payment.money()).isEqualTo(new Money(100, Currencies.of("USD"))))
                .satisfies(payment ->
                        assertThat(payment.progress().capturedMinorUnits()).isEqualTo(100));
    }

    @Test
    @DisplayName("a region that does not reach the log takes no order and no step")
    void withoutTheLogNothingHappens() {
        // given
        PaymentId id = created("key");
        FaultyDynamoDb cut = new FaultyDynamoDb(DYNAMO_DB.client());
        DynamoDbEffectLog away = new DynamoDbEffectLog(new ClosedDynamoDb(), log, backoff);
        PaymentService alone = new PaymentService(
                new LoggedPaymentStore(
                        away,
                        new DynamoDbPaymentStore(cut, tableHere, HERE, Optional.empty(), backoff),
                        new DynamoDbProjection(cut, tableHere, backoff),
                        behind::add),
                clock,
                HERE);
        Deadline soon = waits.deadline(Duration.ofSeconds(10));

        // then
        assertThatThrownBy(() -> alone.create(order("other", Optional.empty(), 100), soon))
                .isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> alone.apply(
                        new TransitionCommand(id, "a", Transition.AUTHORISE, Optional.empty(), "shop", "c"),
                        waits.deadline(Duration.ofSeconds(10))))
                .isInstanceOf(UnavailableException.class);
        assertThat(effects.after(id, 0, deadline)).hasSize(1);
    }

    @Test
    @DisplayName("a key stands for one payment, whether the client gives an id of its own or not, in whatever order")
    void aKeyStandsForOnePayment() {
        Optional<PaymentId> own = Optional.of(new PaymentId("invoice-1"));

        assertThat(here.create(order("key", own, 100), deadline)).isInstanceOf(CreateOutcome.Created.class);
        assertThat(there.create(order("key", own, 100), deadline)).isInstanceOf(CreateOutcome.Replayed.class);
        assertThat(there.create(order("key", Optional.empty(), 100), deadline))
                .isInstanceOf(CreateOutcome.KeyReused.class);
        assertThat(there.create(order("key", Optional.of(new PaymentId("invoice-2")), 100), deadline))
                .isInstanceOf(CreateOutcome.KeyReused.class);
        assertThat(there.create(order("other", Optional.empty(), 100), deadline))
                .isInstanceOf(CreateOutcome.Created.class);
        assertThat(here.create(order("other", Optional.of(new PaymentId("invoice-3")), 100), deadline))
                .isInstanceOf(CreateOutcome.KeyReused.class);
    }

    @Test
    @DisplayName("an effect reads back from the log as it was appended, with every detail")
    void anEffectReadsBack() {
        // given
        PaymentCommand order = new PaymentCommand(
                new IdempotencyScope("shop", "POST /payments", "key"),
                Optional.empty(),
                new Money(1234, Currencies.of("USD")),
                new PaymentDetails(Map.of(Detail.REFERENCE, "Größe", Detail.MERCHANT_ID, "m")),
                "request-1");

        // when
        PaymentId id =
                ((CreateOutcome.Created) here.create(order, deadline)).payment().id();
        step(here, id, "authorise-1", Transition.AUTHORISE, Optional.empty());
        step(here, id, "capture-1", Transition.CAPTURE, cents(60));

        // then what the log says writes the same table
        PaymentTable copy = DYNAMO_DB.table(Optional.empty());
        EffectProjector projector =
                new EffectProjector(effects, new DynamoDbProjection(DYNAMO_DB.client(), copy, backoff));
        effects.after(id, 0, deadline).forEach(logged -> projector.apply(logged.effect(), deadline));
        assertThat(new DynamoDbPaymentStore(DYNAMO_DB.client(), copy, HERE, Optional.empty(), backoff)
                        .find(id, deadline))
                .isEqualTo(new DynamoDbPaymentStore(DYNAMO_DB.client(), tableHere, HERE, Optional.empty(), backoff)
                        .find(id, deadline))
                .isEqualTo(here.find(id, deadline))
                .isPresent();
        assertThat(DYNAMO_DB.items(copy, "sighting")).hasSize(1);
        assertThat(effects.find(id, 3, deadline)
                        .orElseThrow()
                        .effect()
                        .operation()
                        .orElseThrow()
                        .requested())
                .isEqualTo(cents(60));
    }

    @Test
    @DisplayName("an answer that got lost is the own effect, not another's")
    void aLostAnswerIsTheOwnEffect() {
        // given
        LossyPuts lossy = new LossyPuts(DYNAMO_DB.client());
        PaymentService service = new PaymentService(
                new LoggedPaymentStore(
                        new DynamoDbEffectLog(lossy, log, backoff),
                        new DynamoDbPaymentStore(lossy, tableHere, HERE, Optional.empty(), backoff),
                        new DynamoDbProjection(DYNAMO_DB.client(), tableHere, backoff),
                        behind::add),
                clock,
                HERE);

        // when
        lossy.lose(SdkClientException.create("connection reset"));
        CreateOutcome outcome = service.create(order("key", Optional.empty(), 100), deadline);

        // then
        assertThat(outcome).isInstanceOf(CreateOutcome.Created.class);
        assertThat(lossy.puts()).isEqualTo(2);
    }

    @Test
    @DisplayName("two regions that write one item at once repeat")
    void aReplicatedConflictIsRepeated() {
        LossyPuts lossy = new LossyPuts(DYNAMO_DB.client());
        lossy.refuse(FaultyDynamoDb.error(400, "ReplicatedWriteConflictException"));

        Ownership owner =
                new LogOwnership(lossy, log, backoff).move(new Ownership(Optional.empty(), 0), HERE, deadline);

        assertThat(owner).isEqualTo(new Ownership(Optional.of(HERE), 1));
        assertThat(lossy.puts()).isEqualTo(2);
    }

    @Test
    @DisplayName("no region owns until an operator says so; of two moves that saw the same, one happens")
    void aMoveIsOneConditionalWrite() {
        LogOwnership ownership = new LogOwnership(DYNAMO_DB.client(), log, backoff);
        Ownership none = ownership.ownership(deadline);

        assertThat(none).isEqualTo(new Ownership(Optional.empty(), 0));
        Ownership first = ownership.move(none, HERE, deadline);
        assertThatThrownBy(() -> ownership.move(none, THERE, deadline))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not at epoch 0");
        assertThat(ownership.ownership(deadline)).isEqualTo(first);
        assertThat(ownership.move(first, THERE, deadline)).isEqualTo(new Ownership(Optional.of(THERE), 2));
    }

    @Test
    @DisplayName("an event is written down as sent once, and the effect stays as it is")
    void anEventIsSentOnce() {
        PaymentId id = created("key");
        LoggedEffect before = effects.find(id, 1, deadline).orElseThrow();
        Instant now = clock.instant();

        assertThat(effects.markSent(id, 1, now, deadline)).isTrue();
        assertThat(effects.markSent(id, 1, now.plusSeconds(1), deadline)).isFalse();
        assertThat(effects.markSent(id, 2, now, deadline))
                .as("an effect that is not there")
                .isFalse();
        assertThat(effects.newest(id, deadline)).contains(new LoggedEffect(before.effect(), Optional.of(now)));
    }

    @Test
    @DisplayName(
            "an id that a key will make is free though another caller took it, whether the caller gives an id besides or not")
    void anIdThatAKeyWillMakeIsFreeThoughAnotherCallerTookIt() {
        // given
        PaymentId guessed = scope("key").paymentId();
        PaymentId other = scope("other").paymentId();
        here.create(order(new IdempotencyScope("thief", "POST /payments", "1"), Optional.of(guessed), 1), deadline);
        here.create(order(new IdempotencyScope("thief", "POST /payments", "2"), Optional.of(other), 1), deadline);
        Optional<PaymentId> own = Optional.of(new PaymentId("invoice-1"));

        // then
        assertThat(here.create(order("key", Optional.empty(), 100), deadline))
                .isInstanceOf(CreateOutcome.Created.class);
        assertThat(there.create(order("key", Optional.empty(), 100), deadline))
                .isInstanceOf(CreateOutcome.Replayed.class);
        assertThat(there.create(order("key", own, 100), deadline)).isInstanceOf(CreateOutcome.KeyReused.class);
        assertThat(here.create(order("other", own, 100), deadline)).isInstanceOf(CreateOutcome.Created.class);
        assertThat(there.create(order("other", own, 100), deadline)).isInstanceOf(CreateOutcome.Replayed.class);
        assertThat(there.create(order("other", Optional.empty(), 100), deadline))
                .isInstanceOf(CreateOutcome.KeyReused.class);
    }

    @Test
    @DisplayName("a key and the id that it makes may stand beside each other")
    void aKeyAndItsIdAreOneOrder() {
        Optional<PaymentId> id = Optional.of(scope("key").paymentId());

        assertThat(here.create(order("key", id, 100), deadline)).isInstanceOf(CreateOutcome.Created.class);
        assertThat(there.create(order("key", id, 100), deadline)).isInstanceOf(CreateOutcome.Replayed.class);
    }

    private PaymentId created(String key) {
        return ((CreateOutcome.Created) here.create(order(key, Optional.empty(), 100), deadline))
                .payment()
                .id();
    }

    private static PaymentCommand order(String key, Optional<PaymentId> own, long amount) {
        return order(scope(key), own, amount);
    }

    private static PaymentCommand order(IdempotencyScope scope, Optional<PaymentId> own, long amount) {
        return new PaymentCommand(scope, own, new Money(amount, Currencies.of("USD")), PaymentDetails.NONE, "request");
    }

    private static IdempotencyScope scope(String key) {
        return new IdempotencyScope("shop", "POST /payments", key);
    }

    private static Optional<Money> cents(long amount) {
        return Optional.of(new Money(amount, Currencies.of("USD")));
    }

    private TransitionOutcome step(
            PaymentService service, PaymentId id, String operation, Transition transition, Optional<Money> amount) {
        return service.apply(new TransitionCommand(id, operation, transition, amount, "shop", operation), deadline);
    }
}
