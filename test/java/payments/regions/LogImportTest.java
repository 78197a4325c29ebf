package payments.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.service.MovableClock;
import payments.service.domain.Currencies;
import payments.service.domain.Fingerprint;
import payments.service.domain.Money;
import payments.service.domain.Origin;
import payments.service.domain.Payment;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Progress;
import payments.service.domain.Transition;
import payments.service.effects.DynamoDbEffectLog;
import payments.service.effects.EffectProjector;
import payments.service.effects.LogOwnership;
import payments.service.effects.LoggedEffect;
import payments.service.effects.LoggedPaymentStore;
import payments.service.idempotency.IdempotencyScope;
import payments.service.outbox.OutboxStore;
import payments.service.payment.CreateOutcome;
import payments.service.payment.PaymentCommand;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import payments.service.payment.TransitionOutcome;
import payments.service.store.DynamoDbOutboxStore;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.DynamoDbProjection;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentItems;
import payments.service.store.PaymentTable;
import payments.service.store.RegionFence.Ownership;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A table of payments that gets a log: after it every order and every operation of before is known, in every region. */
@Requirement("A18")
class LogImportTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final String HERE = "eu-west-1";
    private static final String THERE = "eu-central-1";
    private static final int BATCH = 25;

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final String log = DYNAMO_DB.log();
    private final PaymentTable table = DYNAMO_DB.table(Optional.of("timestamp"));
    private final PaymentTable tableThere = DYNAMO_DB.table(Optional.empty());
    private final DynamoDbEffectLog effects = new DynamoDbEffectLog(DYNAMO_DB.client(), log, Site.NO_TIME);
    private final PaymentService before = new PaymentService(
            new DynamoDbPaymentStore(DYNAMO_DB.client(), table, HERE, Optional.empty(), Site.NO_TIME), clock, HERE);
    private final Paper paper = new Paper();

    /** A checkpoint that outlives the process. */
    private static final class Paper implements Notes {
        private Optional<String> text = Optional.empty();

        @Override
        public Optional<String> read() {
            return text;
        }

        @Override
        public void write(String written) {
            text = Optional.of(written);
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The process dies at one of its puts. */
    private static final class Dying implements DynamoDbClient {
        private final DynamoDbClient engine;
        private final AtomicInteger puts;

        Dying(DynamoDbClient engine, int puts) {
            this.engine = engine;
            this.puts = new AtomicInteger(puts);
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            if (puts.decrementAndGet() < 0) {
                throw new IllegalStateException("killed");
            }
            return engine.putItem(request);
        }

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            return engine.getItem(request);
        }

        @Override
        public QueryResponse query(QueryRequest request) {
            return engine.query(request);
        }

        @Override
        public ScanResponse scan(ScanRequest request) {
            return engine.scan(request);
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            return engine.transactWriteItems(request);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // The engine is another one's.
        }
    }

    private LogImport work(DynamoDbClient client) {
        return new LogImport(
                new Topology("dev", List.of(HERE), table, Optional.of(log), List.of(), Optional.empty()),
                new RegionClients(region -> client),
                Site.NO_TIME,
                HERE,
                paper);
    }

    private LogImport work() {
        return work(DYNAMO_DB.client());
    }

    /** The same, where another region has a table of its own. */
    private LogImport work(String from, DynamoDbClient there) {
        return new LogImport(
                new Topology("dev", List.of(HERE, THERE), table, Optional.of(log), List.of(), Optional.empty()),
                new RegionClients(region -> region.equals(HERE) ? DYNAMO_DB.client() : there),
                Site.NO_TIME,
                from,
                paper);
    }

    private PaymentService after(PaymentTable own, String region) {
        return new PaymentService(
                new LoggedPaymentStore(
                        effects,
                        new DynamoDbPaymentStore(DYNAMO_DB.client(), own, region, Optional.empty(), Site.NO_TIME),
                        new DynamoDbProjection(DYNAMO_DB.client(), own, Site.NO_TIME),
                        behind -> {
                            throw behind;
                        }),
                clock,
                region);
    }

    private static PaymentCommand order(String key) {
        return new PaymentCommand(
                new IdempotencyScope("caller", "POST /payments", key),
                Optional.empty(),
                new Money(100, Currencies.of("EUR")),
                PaymentDetails.NONE,
                "request");
    }

    private PaymentId create(String key) {
        return ((CreateOutcome.Created) before.create(order(key), Site.LONG))
                .payment()
                .id();
    }

    private static TransitionOutcome step(
            PaymentService service, PaymentId id, Transition transition, Optional<Money> money) {
        return service.apply(
                new TransitionCommand(id, transition.word() + "-1", transition, money, "caller", "request"), Site.LONG);
    }

    /** A payment of which 60 of 100 are captured, so that another 60 would be too much. */
    private PaymentId captured(String key) {
        PaymentId id = create(key);
        step(before, id, Transition.AUTHORISE, Optional.empty());
        step(before, id, Transition.CAPTURE, Optional.of(new Money(60, Currencies.of("EUR"))));
        return id;
    }

    private void publishAll() {
        OutboxStore outbox = new DynamoDbOutboxStore(DYNAMO_DB.client(), table, Site.NO_TIME);
        for (int shard = 0; shard < OutboxStore.SHARDS; shard++) {
            outbox.pending(shard, 1_000, Site.LONG)
                    .events()
                    .forEach(waiting -> outbox.markSent(waiting.event(), clock.instant(), Site.LONG));
        }
    }

    /** As they lie in a table for long: without events, which are deleted some time after they were published. */
    private void createMany(int number) {
        PaymentItems items = new PaymentItems(table);
        List<WriteRequest> batch = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            PaymentId id = new PaymentId("old-%05d".formatted(i));
            Money money = new Money(1 + i, Currencies.of("USD"));
            Payment payment = new Payment(
                    id,
                    new Origin("caller", "", HERE),
                    money,
                    PaymentDetails.NONE,
                    Fingerprint.of(Optional.of(id), money, PaymentDetails.NONE),
                    false,
                    clock.instant(),
                    new Progress(PaymentStatus.CAPTURED, 1 + i, 0, 3, clock.instant()));
            batch.add(WriteRequest.builder()
                    .putRequest(put -> put.item(items.item(payment, "w")))
                    .build());
            if (batch.size() == BATCH || i == number - 1) {
                List<WriteRequest> writes = List.copyOf(batch);
                var unused =
                        DYNAMO_DB.client().batchWriteItem(write -> write.requestItems(Map.of(table.name(), writes)));
                batch.clear();
            }
        }
    }

    /** How many payments are thousands: five pages. {@link LogImportIT} brings more. */
    int thousands() {
        return 2_500;
    }

    @Test
    @Threat("H02")
    void thousandsOfPaymentsAreBroughtByAProcessThatIsKilledTwice() {
        int many = thousands();
        createMany(many);

        // A payment takes two puts.
        assertThatThrownBy(
                        () -> work(new Dying(DYNAMO_DB.client(), many / 2 - 1)).run(done -> {}))
                .hasMessage("killed");
        long noted = ImportProgress.of(paper, job()).done();
        assertThat(noted).isBetween(many / 10L, many / 4L);
        assertThatThrownBy(() -> work().run(done -> {
                    assertThat(done)
                            .as("payments that were noted are not brought again")
                            .isGreaterThan(noted);
                    if (done >= many * 6 / 10) {
                        throw new Killed();
                    }
                }))
                .isInstanceOf(Killed.class);
        List<Long> rest = new ArrayList<>();
        assertThat(work().run(rest::add)).isEmpty();

        assertThat(rest).first().satisfies(done -> assertThat(done).isGreaterThan(many * 6L / 10));
        assertThat(rest).last().isEqualTo((long) many);
        List<String> differences = new ArrayList<>();
        assertThat(work().compare(differences::add)).isEqualTo(many);
        assertThat(differences).isEmpty();
    }

    private String job() {
        return "%s in %s to %s".formatted(table.name(), HERE, log);
    }

    @Test
    @Threat("H01")
    void whatHappenedBeforeIsKnownInEveryRegionAndGoesOnThere() {
        PaymentId id = captured("key");
        publishAll();
        assertThat(work().run(done -> {})).isEmpty();
        PaymentService there = after(tableThere, THERE);

        assertThat(there.create(order("key"), Site.LONG)).isInstanceOf(CreateOutcome.Replayed.class);
        assertThat(step(there, id, Transition.CAPTURE, Optional.of(new Money(60, Currencies.of("EUR")))))
                .as("the operation of before")
                .isInstanceOf(TransitionOutcome.Replayed.class);
        assertThat(step(there, id, Transition.REFUND, Optional.of(new Money(10, Currencies.of("EUR")))))
                .isInstanceOf(TransitionOutcome.Applied.class);
        assertThat(step(after(table, HERE), id, Transition.REFUND, Optional.of(new Money(10, Currencies.of("EUR")))))
                .as("the operation of the other region")
                .isInstanceOf(TransitionOutcome.Replayed.class);
        assertThat(effects.newest(id, Site.LONG)
                        .orElseThrow()
                        .effect()
                        .payment()
                        .progress())
                .satisfies(now -> assertThat(now.version()).isEqualTo(4))
                .satisfies(now -> assertThat(now.refundedMinorUnits()).isEqualTo(10));
    }

    @Test
    void aTableThatFollowsBeginsAtTheImportAndPublishesNothingOfIt() {
        PaymentId id = captured("key");
        publishAll();
        assertThat(work().run(done -> {})).isEmpty();
        List<LoggedEffect> logged = effects.after(id, 0, Site.LONG);
        EffectProjector projector =
                new EffectProjector(effects, new DynamoDbProjection(DYNAMO_DB.client(), tableThere, Site.NO_TIME));

        assertThat(logged).extracting(effect -> effect.effect().version()).containsExactly(1L, 3L);
        assertThat(logged).allSatisfy(effect -> assertThat(effect.sentAt()).isPresent());
        // The stream may bring them in any order, and more than once.
        for (int index : new int[] {1, 0, 1}) {
            assertThat(projector.apply(logged.get(index).effect(), Site.LONG)).isFalse();
        }

        assertThat(DYNAMO_DB.items(tableThere, "payment")).singleElement().satisfies(item -> assertThat(item)
                .containsEntry("version", AttributeValue.fromN("3"))
                .containsEntry("captured", AttributeValue.fromN("60")));
        assertThat(DYNAMO_DB.items(tableThere, "operation")).hasSize(2);
        assertThat(DYNAMO_DB.items(tableThere, "event")).isEmpty();
    }

    @Test
    void nothingIsBroughtWhileEventsWaitOrOnceTheLogHasAnOwner() {
        PaymentId unused = captured("key");
        assertThatThrownBy(() -> work().run(done -> {})).hasMessageContaining("events wait to be published");

        Ownership owner = new LogOwnership(DYNAMO_DB.client(), log, Site.NO_TIME)
                .move(new Ownership(Optional.empty(), 0), Site.to(HERE), Site.LONG);
        assertThat(owner.epoch()).isEqualTo(1);
        assertThatThrownBy(
                        () -> work().stop(Site.to(LogImport.NO_REGION), new Steps(new PrintWriter(new StringWriter()))))
                .hasMessageContaining("the log is in use already");
    }

    @Test
    void theFencesAreMovedAwayBeforeAndAPaymentIsRefusedThen() {
        Steps steps = new Steps(new PrintWriter(new StringWriter()));
        work().stop(Site.to(LogImport.NO_REGION), steps).writes().orElseThrow().accept(steps);

        assertThat(DYNAMO_DB.items(table, "fence")).hasSize(64).allSatisfy(item -> assertThat(item)
                .containsEntry("owner_region", AttributeValue.fromS(LogImport.NO_REGION)));
        assertThat(work().stop(Site.to(LogImport.NO_REGION), steps).words())
                .as("again")
                .hasSize(1);
    }

    @Test
    void aPaymentThatIsAnotherInTheLogIsNamed() {
        PaymentId id = captured("key");
        publishAll();
        assertThat(work().run(done -> {})).isEmpty();
        var unused = DYNAMO_DB.client().updateItem(update -> update.tableName(table.name())
                .key(Map.of("payment_id", AttributeValue.fromS(id.value()), "timestamp", AttributeValue.fromN("0")))
                .updateExpression("SET captured = :other")
                .expressionAttributeValues(Map.of(":other", AttributeValue.fromN("61"))));

        List<String> differences = new ArrayList<>();
        assertThat(work().compare(differences::add)).isZero();
        assertThat(differences).singleElement().asString().contains(id.value(), "not the same");
    }

    @Test
    @Threat("H02")
    void aPaymentThatOnlyAnotherRegionHasIsNamed() {
        PaymentId id = captured("key");
        publishAll();
        try (LocalDynamoDb there = new LocalDynamoDb()) {
            LocalDynamoDb.create(there.client(), table);
            PaymentService before = new PaymentService(
                    new DynamoDbPaymentStore(there.client(), table, THERE, Optional.empty(), Site.NO_TIME),
                    clock,
                    THERE);
            var made = (CreateOutcome.Created) before.create(order("key-of-there"), Site.LONG);
            LogImport work = work(HERE, there.client());
            assertThatThrownBy(() -> work.run(done -> {}))
                    .as("its event would never be published")
                    .hasMessageContainingAll("events wait to be published", THERE);

            OutboxStore outbox = new DynamoDbOutboxStore(there.client(), table, Site.NO_TIME);
            outbox.find(made.payment().id(), 1, Site.LONG)
                    .ifPresent(entry -> outbox.markSent(entry.event(), clock.instant(), Site.LONG));
            assertThat(work.run(done -> {})).isEmpty();
            assertThat(effects.newest(id, Site.LONG)).isPresent();
            List<String> differences = new ArrayList<>();
            assertThat(work.compare(differences::add)).isEqualTo(1);
            assertThat(differences)
                    .singleElement()
                    .asString()
                    .contains(made.payment().id().value(), THERE, "--from");
        }
    }

    @Test
    void theTableOfASecondRegionMayHaveWhatTheFirstBrought() {
        PaymentId unused = captured("key");
        publishAll();
        assertThat(work(HERE, DYNAMO_DB.client()).run(done -> {})).isEmpty();
        paper.text = Optional.empty();

        LogImport second = work(THERE, DYNAMO_DB.client());
        assertThat(second.run(done -> {})).isEmpty();
        assertThat(second.compare(difference -> assertThat(difference).isEmpty()))
                .isEqualTo(1);
    }

    @Test
    void whatIsBroughtAgainIsTheSame() {
        PaymentId id = captured("key");
        publishAll();
        createMany(BATCH);
        assertThat(work().run(done -> {})).isEmpty();
        List<LoggedEffect> first = effects.after(id, 0, Site.LONG);
        paper.text = Optional.empty();

        assertThat(work().run(done -> {})).isEmpty();
        assertThat(effects.after(id, 0, Site.LONG)).isEqualTo(first);
    }

    @Test
    void theCheckpointOfAnotherImportIsRefused() {
        new ImportProgress(Optional.empty(), 7, true).note(paper, "another table to another log");

        assertThatThrownBy(() -> work().run(done -> {})).hasMessageContainingAll("checkpoint", "another table");
        paper.write("[]");
        assertThatThrownBy(() -> work().run(done -> {})).hasMessageContaining("no checkpoint of an import");
    }
}
