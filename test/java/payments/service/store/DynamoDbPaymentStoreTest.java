package payments.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static payments.service.store.FaultyDynamoDb.after;
import static payments.service.store.FaultyDynamoDb.before;
import static payments.service.store.FaultyDynamoDb.cancelled;
import static payments.service.store.FaultyDynamoDb.error;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.Threat;
import payments.service.Waits;
import payments.service.domain.PaymentId;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbPaymentStoreTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final Waits waits = new Waits();
    private final Deadline deadline = waits.deadline(TEN_SECONDS);
    private final FaultyDynamoDb line = new FaultyDynamoDb(DYNAMO_DB.client());
    private final DynamoDbPaymentStore store = storeOf(line);

    private DynamoDbPaymentStore storeOf(FaultyDynamoDb client) {
        return new DynamoDbPaymentStore(client, table, "eu-west-1", Optional.empty(), waits.backoff());
    }

    @Test
    @Requirement({"X5", "D9"})
    void aPaymentItsKeyItsAuditRecordAndItsEventAreOneTransaction() {
        // when
        CreationResult result = store.create(Creations.of("a", 1234), deadline);

        // then
        assertThat(result).isInstanceOf(CreationResult.Stored.class);
        assertThat(line.transactions()).hasSize(1);
        for (String kind : List.of("payment", "idempotency", "audit", "event")) {
            assertThat(DYNAMO_DB.items(table, kind)).as(kind).hasSize(1);
        }
        assertThat(store.find(new PaymentId("a"), deadline))
                .contains(Creations.of("a", 1234).payment());
    }

    @Test
    @Requirement("X5")
    void aTakenKeyOrIdWritesNothingAtAll() {
        // given
        store.create(Creations.of("a", 1), deadline);
        var before = DYNAMO_DB.items(table);

        // then
        assertThat(store.create(Creations.of("a", 2), deadline))
                .isInstanceOfSatisfying(CreationResult.KeyTaken.class, taken -> assertThat(taken.record())
                        .isEqualTo(Creations.of("a", 1).idempotency()));
        assertThat(store.create(Creations.of("other-key", new PaymentId("a"), 1), deadline))
                .isInstanceOfSatisfying(CreationResult.IdTaken.class, taken -> assertThat(taken.payment())
                        .isEqualTo(Creations.of("a", 1).payment()));
        assertThat(DYNAMO_DB.items(table)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aTableWithASortKeyStillHasUniqueIds() {
        // given
        PaymentTable sorted = DYNAMO_DB.table(Optional.of("timestamp"));
        var sortedStore =
                new DynamoDbPaymentStore(DYNAMO_DB.client(), sorted, "eu-west-1", Optional.empty(), waits.backoff());

        // when
        sortedStore.create(Creations.of("a", 1), deadline);

        // then
        assertThat(sortedStore.create(Creations.of("b", new PaymentId("a"), 2), deadline))
                .isInstanceOf(CreationResult.IdTaken.class);
        assertThat(DYNAMO_DB.items(sorted, "payment")).hasSize(1);
    }

    @Test
    @Threat("E01")
    @DisplayName("E01 throttling is waited out with growing jittered pauses")
    void throttlingIsWaitedOut() {
        // given
        line.onTransactions(
                before(error(400, "ProvisionedThroughputExceededException")),
                before(error(400, "ThrottlingException")),
                before(cancelled("None", "ThrottlingError", "None", "None")));

        // then
        assertThat(store.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.Stored.class);
        assertThat(waits.each()).hasSize(3);
        assertThat(waits.each().get(1)).isGreaterThan(waits.each().get(0));
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(1);
    }

    @Test
    @Threat("E01")
    @DisplayName("E01 throttling without end is given up inside the deadline, without an effect")
    void throttlingWithoutEndIsGivenUp() {
        // given
        line.onTransactions(Collections.nCopies(50, before(error(400, "ThrottlingException")))
                .toArray(FaultyDynamoDb.Fault[]::new));
        Deadline short1 = waits.deadline(Duration.ofSeconds(2));

        // then
        assertThatThrownBy(() -> store.create(Creations.of("a", 1), short1)).isInstanceOf(UnavailableException.class);
        assertThat(waits.waited()).isLessThan(Duration.ofSeconds(2));
        assertThat(DYNAMO_DB.items(table)).isEmpty();
    }

    @Test
    @Threat({"E03", "B12"})
    @DisplayName("E03 a conflicting transaction is repeated by us; for ever is contended")
    void aConflictIsRepeatedAndForEverIsContended() {
        // given
        var conflict = before(cancelled("None", "TransactionConflict", "None", "None"));
        line.onTransactions(conflict, conflict);

        // then
        assertThat(store.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.Stored.class);

        line.onTransactions(Collections.nCopies(50, conflict).toArray(FaultyDynamoDb.Fault[]::new));
        assertThat(store.create(Creations.of("b", 1), deadline)).isInstanceOf(CreationResult.Contended.class);
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(1);
    }

    @Test
    @Threat("E03")
    @DisplayName("E03 a cancellation for another reason is our own mistake and stays an error")
    void anotherCancellationStaysAnError() {
        RuntimeException invalid = cancelled("None", "ValidationError", "None", "None");
        line.onTransactions(before(invalid));

        assertThatThrownBy(() -> store.create(Creations.of("a", 1), deadline)).isSameAs(invalid);
    }

    /** Another transaction's item that was in the way and is gone again, as DynamoDB Local shows it: no order is refused for it. */
    @ParameterizedTest(name = "C23 a refusal of write {0} that shows no item decides nothing")
    @ValueSource(ints = {0, 1, 2, 3})
    @Threat("C23")
    void aRefusalThatShowsNoItemDecidesNothing(int write) {
        // given
        String[] reasons = {"None", "None", "None", "None"};
        reasons[write] = "ConditionalCheckFailed";
        line.onTransactions(before(cancelled(reasons)));

        // then
        assertThat(store.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.Contended.class);
        assertThat(store.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.Stored.class);
    }

    @ParameterizedTest(name = "E04 {0} after the commit is one effect and a success")
    @ValueSource(strings = {"5xx", "lost connection", "timeout"})
    @Threat({"E04", "B10"})
    void anAnswerLostAfterTheCommitIsOneEffect(String kind) {
        // given
        line.onTransactions(after(failure(kind)));

        // then
        assertThat(store.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.Stored.class);
        assertThat(line.transactions()).hasSize(2);
        assertThat(line.transactions())
                .extracting(request -> request.clientRequestToken())
                .containsOnly(line.transactions().get(0).clientRequestToken());
        assertThat(DYNAMO_DB.items(table, "event")).hasSize(1);
    }

    @Test
    @Threat("B16")
    @DisplayName("B16 after the token has expired the conditions still know our own write")
    void afterTheTokenHasExpiredOurOwnWriteIsKnown() {
        // given a store that knows no tokens
        line.changing(request -> request.toBuilder()
                .clientRequestToken(UUID.randomUUID().toString())
                .build());
        line.onTransactions(after(error(500, "InternalServerError")));

        // then
        assertThat(store.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.Stored.class);
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(1);

        // and another writer's item is not ours
        assertThat(store.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.KeyTaken.class);
    }

    @Test
    @Threat({"E04", "B18"})
    @DisplayName("E04 an outage is unavailable, and the same call later succeeds")
    void anOutageIsUnavailableAndTheSameCallLaterSucceeds() {
        // given
        line.onTransactions(Collections.nCopies(10, before(SdkClientException.create("no route")))
                .toArray(FaultyDynamoDb.Fault[]::new));

        // then
        assertThatThrownBy(() -> store.create(Creations.of("a", 1), deadline))
                .isInstanceOf(UnavailableException.class)
                .hasCauseInstanceOf(SdkClientException.class);
        assertThat(store.create(Creations.of("a", 1), deadline)).isInstanceOf(CreationResult.Stored.class);
    }

    @Test
    @Threat("E06")
    @DisplayName("E06 every read that decides about money is consistent")
    void everyReadIsConsistent() {
        // when
        store.find(new PaymentId("a"), deadline);
        store.findOperation(new PaymentId("a"), "1", deadline);
        new DynamoDbOutboxStore(line, table, waits.backoff()).find(new PaymentId("a"), 1, deadline);
        new DynamoDbRegionFence(line, table, waits.backoff(), Optional.of("eu-west-1")).ownership(deadline);

        // then
        assertThat(line.reads()).hasSize(4).allMatch(read -> Boolean.TRUE.equals(read.consistentRead()));
    }

    @Test
    @Threat("E08")
    @DisplayName(
            "E08 the payments of one busy caller lie under keys of their own, and no item is written by all of them")
    void noItemIsWrittenByAllPaymentsOfACaller() {
        for (int i = 0; i < 20; i++) {
            store.create(Creations.of("p" + i, 1), deadline);
        }

        assertThat(line.transactions().stream()
                        .flatMap(request -> request.transactItems().stream())
                        .map(write -> write.put().item().get("payment_id")))
                .hasSize(80)
                .doesNotHaveDuplicates();
    }

    @Test
    @Threat("G01")
    @DisplayName("G01 a call is not begun when its answer could not be awaited")
    void aCallIsNotBegunWithoutTime() {
        assertThatThrownBy(() -> store.create(Creations.of("a", 1), () -> Duration.ofMillis(250)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("too little time");
        assertThat(line.transactions()).isEmpty();
    }

    @Test
    @Threat("G10")
    @DisplayName(
            "G10 a payment of the first version of this code is read, and so is one with attributes of a later one")
    void recordsOfOtherVersionsAreRead() {
        // given what the first version wrote, and an attribute that only a later one knows
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("payment_id", AttributeValue.fromS("old"));
        item.put("amount", AttributeValue.fromN("1234"));
        item.put("currency", AttributeValue.fromS("USD"));
        item.put("status", AttributeValue.fromS("pending"));
        item.put("created_at", AttributeValue.fromS("2026-01-01T12:00:00.000Z"));
        item.put("fingerprint", AttributeValue.fromS("0".repeat(64)));
        item.put("write_id", AttributeValue.fromS("w"));
        item.put("from_the_future", AttributeValue.fromBool(true));
        DYNAMO_DB.client().putItem(put -> put.tableName(table.name()).item(item));

        // then
        assertThat(store.find(new PaymentId("old"), deadline)).hasValueSatisfying(payment -> {
            assertThat(payment.progress().version()).isEqualTo(1);
            assertThat(payment.money().toDecimal()).isEqualTo("12.34");
        });
    }

    @Test
    void anItemThatIsNoPaymentIsOurErrorAndNotTheCallers() {
        DYNAMO_DB.client().putItem(put -> put.tableName(table.name())
                .item(Map.of("payment_id", AttributeValue.fromS("a"))));

        assertThatThrownBy(() -> store.find(new PaymentId("a"), deadline))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("something else writes to the table");
    }

    @Test
    void aRefusalIsOurOwnMistakeAndNotRepeated() {
        RuntimeException denied = error(400, "AccessDeniedException");
        line.onTransactions(before(denied));

        assertThatThrownBy(() -> store.create(Creations.of("a", 1), deadline)).isSameAs(denied);
        assertThat(waits.each()).isEmpty();
    }

    @Test
    @Threat({"E02", "B07"})
    @DisplayName("E02 of fifty concurrent creations of one key exactly one is stored and all others know it")
    void ofFiftyConcurrentCreationsOneIsStored() throws Exception {
        // given
        int writers = 50;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        Callable<CreationResult> writer = () -> {
            start.await();
            return store.create(Creations.of("a", 1), Deadline.in(TEN_SECONDS));
        };

        // when
        List<Future<CreationResult>> pending =
                Collections.nCopies(writers, writer).stream().map(pool::submit).toList();
        start.countDown();
        List<CreationResult> results = new ArrayList<>();
        for (Future<CreationResult> result : pending) {
            results.add(result.get());
        }
        pool.shutdown();

        // then
        assertThat(results).filteredOn(CreationResult.Stored.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(result -> !(result instanceof CreationResult.Stored))
                .allMatch(result ->
                        result instanceof CreationResult.KeyTaken || result instanceof CreationResult.Contended);
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(1);
    }

    private static RuntimeException failure(String kind) {
        return switch (kind) {
            case "5xx" -> error(500, "InternalServerError");
            case "timeout" -> ApiCallTimeoutException.create(3000);
            default -> SdkClientException.create("connection reset");
        };
    }
}
