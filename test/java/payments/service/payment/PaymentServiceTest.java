package payments.service.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static payments.service.store.FaultyDynamoDb.meanwhile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.service.MovableClock;
import payments.service.Waits;
import payments.service.domain.Currencies;
import payments.service.domain.Detail;
import payments.service.domain.Money;
import payments.service.domain.Origin;
import payments.service.domain.Payment;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Rejection;
import payments.service.domain.Transition;
import payments.service.idempotency.IdempotencyRecord;
import payments.service.idempotency.IdempotencyScope;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.DynamoDbRegionFence;
import payments.service.store.FaultyDynamoDb;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PaymentServiceTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final FaultyDynamoDb line = new FaultyDynamoDb(DYNAMO_DB.client());
    private final PaymentService service = service(new Waits().backoff());
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1));

    private PaymentService over(DynamoDbClient client, Optional<DynamoDbRegionFence> fence) {
        return new PaymentService(
                new DynamoDbPaymentStore(client, table, "eu-west-1", fence, new Waits().backoff()), clock, "eu-west-1");
    }

    private PaymentService service(Backoff backoff) {
        return new PaymentService(
                new DynamoDbPaymentStore(line, table, "eu-west-1", Optional.empty(), backoff), clock, "eu-west-1");
    }

    @Test
    @Threat("B06")
    @DisplayName("B06 the same key of another caller or on another route is another payment")
    void theSameKeyOfAnotherCallerOrRouteIsAnotherPayment() {
        // when
        List<IdempotencyScope> scopes = List.of(
                new IdempotencyScope("a", "POST /payments", "key"),
                new IdempotencyScope("b", "POST /payments", "key"),
                new IdempotencyScope("a", "batch", "key"),
                IdempotencyScope.ofBatchRow("a", "key", 1),
                IdempotencyScope.ofBatchRow("a", "key", 2));

        // then
        assertThat(scopes).allSatisfy(scope -> assertThat(create(scope, 1)).isInstanceOf(CreateOutcome.Created.class));
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(scopes.size());
    }

    @Test
    @Threat("B13")
    @DisplayName("B13 a key whose record has expired, deleted or not, still names its payment")
    void anExpiredKeyStillNamesItsPayment() {
        // given
        create("key", 1);

        // when nothing was deleted, but the retention and the allowance for clocks are over
        clock.move(
                IdempotencyRecord.RETENTION.plus(IdempotencyRecord.CLOCK_SKEW).plusSeconds(1));

        // then the business rule, one payment per derived id, replays or refuses
        assertThat(create("key", 1)).isInstanceOf(CreateOutcome.Replayed.class);
        assertThat(create("key", 2)).isInstanceOf(CreateOutcome.KeyReused.class);
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(1);
    }

    @Test
    @Threat("B13")
    @DisplayName("B13 an expired key may name another payment of the client's own id")
    void anExpiredKeyMayNameAnotherPayment() {
        // given
        assertThat(create("key", "p-1", 1)).isInstanceOf(CreateOutcome.Created.class);
        assertThat(create("key", "p-2", 1)).isInstanceOf(CreateOutcome.KeyReused.class);

        // when
        clock.move(
                IdempotencyRecord.RETENTION.plus(IdempotencyRecord.CLOCK_SKEW).plusSeconds(1));

        // then
        assertThat(create("key", "p-2", 1)).isInstanceOf(CreateOutcome.Created.class);
        assertThat(create("key", "p-1", 1)).isInstanceOf(CreateOutcome.KeyReused.class);
    }

    @Test
    @Threat("H09")
    @DisplayName("H09 a clock that is five minutes off, or jumps back, expires no key early")
    void aClockThatIsOffExpiresNoKeyEarly() {
        // given
        assertThat(create("key", "p-1", 1)).isInstanceOf(CreateOutcome.Created.class);

        // then at the other end of the day, on a machine whose clock is ahead
        clock.move(IdempotencyRecord.RETENTION.plusMinutes(5).minusSeconds(1));
        assertThat(create("key", "p-2", 1)).isInstanceOf(CreateOutcome.KeyReused.class);

        // and on one whose clock jumped back before the payment was made
        clock.move(Duration.ofDays(-2));
        assertThat(create("key", "p-2", 1)).isInstanceOf(CreateOutcome.KeyReused.class);
        assertThat(apply("p-1", "1", Transition.AUTHORISE)).isInstanceOf(TransitionOutcome.Applied.class);
        assertThat(service.find(new PaymentId("p-1"), deadline)
                        .orElseThrow()
                        .progress()
                        .version())
                .isEqualTo(2);
    }

    @Test
    @Threat("B19")
    @DisplayName("B19 two keys, one reference and amount within five seconds: both accepted, the second flagged")
    void aPossibleDuplicateIsAcceptedAndFlagged() {
        // when
        Payment first = created(create("key-1", 100, "invoice-7"));
        clock.move(Duration.ofSeconds(4));
        Payment second = created(create("key-2", 100, "invoice-7"));
        Payment otherAmount = created(create("key-3", 101, "invoice-7"));
        clock.move(Duration.ofSeconds(6));
        Payment later = created(create("key-4", 100, "invoice-7"));

        // then
        assertThat(List.of(first, second, otherAmount, later))
                .extracting(Payment::possibleDuplicate)
                .containsExactly(false, true, false, false);
    }

    @Test
    @Threat("B19")
    @DisplayName("B19 of two keys at the same moment at least one is flagged")
    void ofTwoAtTheSameMomentOneIsFlagged() throws Exception {
        // when
        List<CreateOutcome> outcomes =
                atOnce(() -> create("key-1", 100, "invoice-8"), () -> create("key-2", 100, "invoice-8"));

        // then
        assertThat(outcomes)
                .extracting(outcome -> created(outcome).possibleDuplicate())
                .contains(true);
    }

    @Test
    @Threat("B19")
    @DisplayName(
            "B19 of many orders of one reference and amount at a time none is refused, and all but one are flagged")
    void ofManyOrdersOfOneReferenceNoneIsRefused() throws Exception {
        for (int round = 0; round < 10; round++) {
            List<Callable<CreateOutcome>> orders = new ArrayList<>();
            for (int order = 0; order < 24; order++) {
                String key = "key-%d-%d".formatted(round, order);
                String reference = "invoice-" + round;
                orders.add(() -> create(key, 100, reference));
            }

            List<CreateOutcome> outcomes = atOnce(orders);

            assertThat(outcomes)
                    .filteredOn(outcome -> created(outcome).possibleDuplicate())
                    .hasSizeGreaterThanOrEqualTo(23);
        }
    }

    @Test
    @Threat({"B20", "D02"})
    @DisplayName("B20 no caller captures more than is authorised or refunds more than was captured")
    void noCallerCapturesOrRefundsTooMuch() {
        // given
        create("key", "p", 100);

        // then a step before its time is refused so
        assertThat(apply("p", "c0", Transition.CAPTURE, 10)).isInstanceOf(TransitionOutcome.TooEarly.class);
        assertThat(apply("p", "r0", Transition.REFUND, 10)).isInstanceOf(TransitionOutcome.TooEarly.class);
        apply("p", "a", Transition.AUTHORISE);
        assertThat(apply("p", "c1", Transition.CAPTURE, 101))
                .isEqualTo(new TransitionOutcome.Refused(Rejection.AMOUNT_EXCEEDED));
        assertThat(apply("p", "c2", Transition.CAPTURE, 60)).isInstanceOf(TransitionOutcome.Applied.class);
        assertThat(apply("p", "c3", Transition.CAPTURE, 41))
                .isEqualTo(new TransitionOutcome.Refused(Rejection.AMOUNT_EXCEEDED));
        assertThat(apply("p", "r1", Transition.REFUND, 61))
                .isEqualTo(new TransitionOutcome.Refused(Rejection.AMOUNT_EXCEEDED));
        assertThat(apply("p", "r2", Transition.REFUND, 60)).isInstanceOf(TransitionOutcome.Applied.class);
        assertThat(service.find(new PaymentId("p"), deadline).orElseThrow().status())
                .isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    @Threat("B20")
    @DisplayName("B20 of two parallel refunds of 60 % one is refused")
    void ofTwoParallelRefundsOneIsRefused() throws Exception {
        // given
        create("key", "p", 100);
        apply("p", "a", Transition.AUTHORISE);
        apply("p", "c", Transition.CAPTURE);
        PaymentService patient = service(new Backoff());

        // when
        List<TransitionOutcome> outcomes = atOnce(
                () -> patient.apply(command("p", "r1", Transition.REFUND, Optional.of(usd(60))), deadline),
                () -> patient.apply(command("p", "r2", Transition.REFUND, Optional.of(usd(60))), deadline));

        // then
        assertThat(outcomes)
                .hasAtLeastOneElementOfType(TransitionOutcome.Applied.class)
                .contains(new TransitionOutcome.Refused(Rejection.AMOUNT_EXCEEDED));
        assertThat(service.find(new PaymentId("p"), deadline)
                        .orElseThrow()
                        .progress()
                        .refundedMinorUnits())
                .isEqualTo(60);
    }

    @Test
    @Threat("D01")
    @DisplayName("D01 an operation that comes again changes nothing and is reported as done")
    void anOperationThatComesAgainChangesNothing() {
        // given
        create("key", "p", 100);
        apply("p", "a", Transition.AUTHORISE);
        apply("p", "c", Transition.CAPTURE, 30);

        // then
        assertThat(apply("p", "c", Transition.CAPTURE, 30)).isInstanceOf(TransitionOutcome.Replayed.class);
        assertThat(apply("p", "a", Transition.AUTHORISE)).isInstanceOf(TransitionOutcome.Replayed.class);
        assertThat(apply("p", "c", Transition.CAPTURE, 31))
                .isEqualTo(new TransitionOutcome.Refused(Rejection.OPERATION_REUSED));
        assertThat(apply("p", "late", Transition.AUTHORISE))
                .isEqualTo(new TransitionOutcome.TooLate(PaymentStatus.CAPTURED));
        assertThat(DYNAMO_DB.items(table, "event")).hasSize(3);
        assertThat(DYNAMO_DB.items(table, "audit")).hasSize(3);
    }

    @Test
    @Threat("D01")
    @DisplayName("D01 a caller overtaken by the same operation learns that it is done")
    void aCallerOvertakenByTheSameOperationLearnsThatItIsDone() {
        create("key", "p", 100);
        PaymentService faster = over(DYNAMO_DB.client(), Optional.empty());
        line.onTransactions(meanwhile(() -> faster.apply(authorise("p", "a"), deadline)));

        assertThat(apply("p", "a", Transition.AUTHORISE)).isInstanceOf(TransitionOutcome.Replayed.class);
        assertThat(DYNAMO_DB.items(table, "event")).hasSize(2);
    }

    @Test
    @Threat("H01")
    @DisplayName("H01 a region that loses the fence before its write arrives changes nothing")
    void aRegionThatLosesTheFenceOnTheWayChangesNothing() {
        DynamoDbRegionFence fence =
                new DynamoDbRegionFence(DYNAMO_DB.client(), table, new Waits().backoff(), Optional.of("eu-west-1"));
        PaymentService home = over(line, Optional.of(fence));
        create("key", "p", 100);
        line.onTransactions(meanwhile(() -> fence.move(fence.ownership(deadline), "eu-central-1", deadline)));

        assertThat(home.apply(authorise("p", "a"), deadline)).isInstanceOf(TransitionOutcome.NotOwner.class);
        assertThat(service.find(new PaymentId("p"), deadline).orElseThrow().status())
                .isEqualTo(PaymentStatus.PENDING);
    }

    /** A payment that went back to an earlier version, by another writer of the table. */
    @Test
    @Requirement("X5")
    void anAuditRecordIsNeverWrittenOver() {
        create("key", "p", 100);
        Map<String, AttributeValue> earlier = DYNAMO_DB.items(table, "payment").get(0);
        apply("p", "a", Transition.AUTHORISE);
        DYNAMO_DB.client().putItem(put -> put.tableName(table.name()).item(earlier));
        List<Map<String, AttributeValue>> trail = DYNAMO_DB.items(table, "audit");

        assertThatThrownBy(() -> apply("p", "b", Transition.AUTHORISE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("something else writes to the table");
        assertThat(DYNAMO_DB.items(table, "audit")).containsExactlyInAnyOrderElementsOf(trail);
    }

    @Test
    void anotherCurrencyAndAnUnknownPaymentAreReported() {
        create("key", "p", 100);

        assertThat(service.apply(
                        command("p", "c", Transition.CAPTURE, Optional.of(new Money(1, Currencies.of("EUR")))),
                        deadline))
                .isEqualTo(new TransitionOutcome.Refused(Rejection.CURRENCY_DIFFERS));
        assertThat(apply("nobody", "a", Transition.AUTHORISE)).isInstanceOf(TransitionOutcome.UnknownPayment.class);
    }

    @Test
    @Requirement("X5")
    @DisplayName("I6 in any order of any steps a payment never goes back and its amounts hold")
    void inAnyOrderAPaymentNeverGoesBack() {
        Random random = new Random(6);
        List<Transition> transitions = List.of(Transition.values());
        for (int run = 0; run < 15; run++) {
            String id = "run-" + run;
            create("key-" + run, id, 100);
            Payment before = service.find(new PaymentId(id), deadline).orElseThrow();
            for (int step = 0; step < 10; step++) {
                Transition transition = transitions.get(random.nextInt(transitions.size()));
                Optional<Money> amount = transition == Transition.CAPTURE || transition == Transition.REFUND
                        ? Optional.of(usd(1 + random.nextInt(70)))
                        : Optional.empty();
                TransitionOutcome outcome =
                        service.apply(command(id, "op-" + random.nextInt(8), transition, amount), deadline);
                Payment after = service.find(new PaymentId(id), deadline).orElseThrow();

                boolean applied = outcome instanceof TransitionOutcome.Applied;
                assertThat(after.progress().version())
                        .as("run %d step %d: %s", run, step, outcome)
                        .isEqualTo(before.progress().version() + (applied ? 1 : 0));
                assertThat(after.status()).isGreaterThanOrEqualTo(before.status());
                before = after;
            }
        }
    }

    @Test
    @Threat("G01")
    @DisplayName("G01 a write is refused early when too little time is left for it")
    void aWriteIsRefusedEarlyWithoutTime() {
        assertThatThrownBy(() -> service.create(
                        command("key", Optional.empty(), 1, PaymentDetails.NONE),
                        () -> PaymentService.NEEDED_FOR_A_WRITE.minusMillis(1)))
                .isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> service.apply(
                        command("p", "a", Transition.AUTHORISE, Optional.empty()), () -> Duration.ofMillis(100)))
                .isInstanceOf(UnavailableException.class);
        assertThat(line.transactions()).isEmpty();
        assertThat(line.reads()).isEmpty();
    }

    @Test
    @Threat("H05")
    @DisplayName("H05 a key that was replicated before its payment is still in progress")
    void aKeyReplicatedBeforeItsPaymentIsInProgress() {
        // given a replica that shows the key but not yet the payment
        create("key", 1);
        DYNAMO_DB.items(table, "payment").forEach(item -> DYNAMO_DB.client().deleteItem(delete -> delete.tableName(
                        table.name())
                .key(Map.of("payment_id", item.get("payment_id")))));

        // then
        assertThat(create("key", 1)).isInstanceOf(CreateOutcome.InProgress.class);
        assertThat(DYNAMO_DB.items(table, "payment")).isEmpty();
    }

    @Test
    void anotherCallersPaymentIdIsFree() {
        // given
        IdempotencyScope mine = new IdempotencyScope("me", "POST /payments", "p");
        IdempotencyScope theirs = new IdempotencyScope("they", "POST /payments", "p");
        Optional<PaymentId> id = Optional.of(new PaymentId("p"));
        service.create(new PaymentCommand(mine, id, usd(1), PaymentDetails.NONE, "r"), deadline);

        // then
        assertThat(service.find(new PaymentId("p"), "they", deadline)).isEmpty();
        assertThat(service.create(new PaymentCommand(theirs, id, usd(1), PaymentDetails.NONE, "r"), deadline))
                .isInstanceOf(CreateOutcome.Created.class);
        assertThat(service.find(new PaymentId("p"), "they", deadline))
                .map(Payment::id)
                .contains(new PaymentId("p").of("they"));
        assertThat(service.find(new PaymentId("p"), "me", deadline)).isPresent();
    }

    @Test
    void anIdThatAKeyWillMakeIsFreeThoughAnotherCallerTookIt() {
        // given
        IdempotencyScope mine = new IdempotencyScope("me", "POST /payments", "key");
        IdempotencyScope theirs = new IdempotencyScope("they", "POST /payments", "theirs");
        Optional<PaymentId> guessed = Optional.of(mine.paymentId());
        service.create(new PaymentCommand(theirs, guessed, usd(1), PaymentDetails.NONE, "r"), deadline);

        // then
        assertThat(create(mine, 2)).isInstanceOf(CreateOutcome.Created.class);
        assertThat(create(mine, 2)).isInstanceOf(CreateOutcome.Replayed.class);
        assertThat(create(mine, 3)).isInstanceOf(CreateOutcome.KeyReused.class);

        // and when the key is forgotten
        clock.move(
                IdempotencyRecord.RETENTION.plus(IdempotencyRecord.CLOCK_SKEW).plusSeconds(1));
        assertThat(create(mine, 2)).isInstanceOf(CreateOutcome.Replayed.class);
        assertThat(service.find(mine.paymentId(), "me", deadline))
                .map(Payment::money)
                .contains(usd(2));
    }

    private CreateOutcome create(String key, long cents) {
        return service.create(command(key, Optional.empty(), cents, PaymentDetails.NONE), deadline);
    }

    private CreateOutcome create(IdempotencyScope scope, long cents) {
        return service.create(
                new PaymentCommand(scope, Optional.empty(), usd(cents), PaymentDetails.NONE, "request"), deadline);
    }

    private CreateOutcome create(String key, String id, long cents) {
        return service.create(command(key, Optional.of(new PaymentId(id)), cents, PaymentDetails.NONE), deadline);
    }

    private CreateOutcome create(String key, int cents, String reference) {
        return service.create(
                command(key, Optional.empty(), cents, new PaymentDetails(Map.of(Detail.REFERENCE, reference))),
                deadline);
    }

    private static PaymentCommand command(String key, Optional<PaymentId> id, long cents, PaymentDetails details) {
        return new PaymentCommand(
                new IdempotencyScope(Origin.ANONYMOUS, "POST /payments", key), id, usd(cents), details, "request");
    }

    private TransitionOutcome apply(String id, String operation, Transition transition) {
        return service.apply(command(id, operation, transition, Optional.empty()), deadline);
    }

    private TransitionOutcome apply(String id, String operation, Transition transition, long cents) {
        return service.apply(command(id, operation, transition, Optional.of(usd(cents))), deadline);
    }

    private static TransitionCommand command(
            String id, String operation, Transition transition, Optional<Money> amount) {
        return new TransitionCommand(new PaymentId(id), operation, transition, amount, "test", "request");
    }

    private static TransitionCommand authorise(String id, String operation) {
        return command(id, operation, Transition.AUTHORISE, Optional.empty());
    }

    private static Money usd(long cents) {
        return new Money(cents, Currencies.of("USD"));
    }

    private static Payment created(CreateOutcome outcome) {
        assertThat(outcome).isInstanceOf(CreateOutcome.Created.class);
        return ((CreateOutcome.Created) outcome).payment();
    }

    @SafeVarargs
    private static <T> List<T> atOnce(Callable<T>... calls) throws Exception {
        List<Callable<T>> all = new ArrayList<>();
        for (Callable<T> call : calls) {
            all.add(call);
        }
        return atOnce(all);
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(calls.size());
        List<Future<T>> pending = new ArrayList<>();
        for (Callable<T> call : calls) {
            pending.add(pool.submit(() -> {
                start.await();
                return call.call();
            }));
        }
        start.countDown();
        List<T> results = new ArrayList<>();
        for (Future<T> result : pending) {
            results.add(result.get());
        }
        pool.shutdown();
        return results;
    }
}
