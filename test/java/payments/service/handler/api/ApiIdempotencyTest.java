package payments.service.handler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.service.store.FaultyDynamoDb.after;
import static payments.service.store.FaultyDynamoDb.before;
import static payments.service.store.FaultyDynamoDb.cancelled;
import static payments.service.store.FaultyDynamoDb.error;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
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
import payments.service.handler.api.ApiFixture.Answer;
import payments.service.resilience.Backoff;
import payments.service.store.FaultyDynamoDb;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The threats of group B: requests that come more than once. */
@Requirement("X5")
class ApiIdempotencyTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final Map<String, String> KEY = Map.of("Idempotency-Key", "key-1");
    private static final String VALID = "{\"amount\":12.34,\"merchant_id\":\"m\"}";

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final FaultyDynamoDb line = new FaultyDynamoDb(DYNAMO_DB.client());
    private final ApiFixture api = new ApiFixture(line, table);

    @Test
    @Threat("B01")
    @DisplayName("B01 a request that could not be distinguished from its repetition is refused")
    void aRequestWithoutKeyOrIdIsRefused() {
        Answer answer = api.post(VALID);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("missing-key");
        assertThat(answer.body().path("detail").asText()).contains("draft-ietf-httpapi-idempotency-key-header");
    }

    @ParameterizedTest(name = "B02 the key \"{0}\" is refused")
    @ValueSource(strings = {"", "a b", "é", "tab\there", "256"})
    @Threat("B02")
    void anUnusableKeyIsRefused(String key) {
        String sent = key.equals("256") ? "k".repeat(256) : key;

        assertThat(api.post(VALID, Map.of("Idempotency-Key", sent)).problem()).isEqualTo("invalid-key");
        assertThat(api.post(VALID, Map.of("Idempotency-Key", "k".repeat(255))).status())
                .isEqualTo(201);
    }

    @Test
    @Threat("B02")
    @DisplayName("B02 two keys in two spellings of the header contradict each other")
    void twoKeysInTwoSpellingsOfTheHeaderAreRefused() {
        assertThat(api.post(VALID, Map.of("Idempotency-Key", "k-1", "idempotency-key", "k-2"))
                        .status())
                .isEqualTo(400);
        assertThat(api.post(VALID, Map.of("Idempotency-Key", "k-1", "idempotency-key", "k-1"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    @Threat("B03")
    @DisplayName("B03 a hundred equal requests are one payment, answered alike to the byte")
    void aHundredEqualRequestsAreOnePayment() {
        // when
        Answer first = api.post(VALID, KEY);
        List<Answer> others = new ArrayList<>();
        for (int i = 0; i < 99; i++) {
            others.add(api.post(VALID, KEY));
        }

        // then
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.hasHeader("Idempotent-Replayed")).isFalse();
        assertThat(others).allSatisfy(other -> {
            assertThat(other.status()).isEqualTo(201);
            assertThat(other.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(other.envelope().path("body")).isEqualTo(first.envelope().path("body"));
        });
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(1);
        assertThat(DYNAMO_DB.items(table, "event")).hasSize(1);
    }

    @ParameterizedTest(name = "B04 {0} under the same key is another request")
    @ValueSource(
            strings = {
                "{\"amount\":12.35,\"merchant_id\":\"m\"}",
                "{\"amount\":12.34,\"merchant_id\":\"m\",\"currency\":\"EUR\"}",
                "{\"amount\":12.34,\"merchant_id\":\"n\"}",
                "{\"amount\":12.34}"
            })
    @Threat({"B04", "B14"})
    void anotherRequestUnderTheSameKeyIsRefused(String other) {
        // given
        api.post(VALID, KEY);
        var before = DYNAMO_DB.items(table);

        // when
        Answer answer = api.post(other, KEY);

        // then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("key-reused");
        assertThat(DYNAMO_DB.items(table)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    @Threat("B05")
    @DisplayName("B05 order, white space and escapes make no other request")
    void theSameContentWrittenOtherwiseIsTheSame() {
        api.post(VALID, KEY);

        for (String same : List.of(
                " { \"merchant_id\" : \"m\", \"amount\" : \"12.34\" } ",
                "{\"amount\":1234e-2,\"merchant_id\":\"\\u006d\",\"currency\":\"USD\"}")) {
            assertThat(api.post(same, KEY).header("Idempotent-Replayed"))
                    .as(same)
                    .isEqualTo("true");
        }
    }

    @Test
    @Threat("B06")
    @DisplayName("B06 the same key of two callers is two payments")
    void theSameKeyOfTwoCallersIsTwoPayments() {
        for (String caller : List.of("AROA1:s", "AROA2:s")) {
            Answer answer = api.send(
                    "POST",
                    "/payments",
                    VALID,
                    Map.of("Content-Type", "application/json", "Idempotency-Key", "k"),
                    Map.of("identity", Map.of("caller", caller)));
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.hasHeader("Idempotent-Replayed")).isFalse();
        }
    }

    @Test
    @Threat("B07")
    @DisplayName("B07 fifty equal requests at once, a function each, are one effect and no 5xx")
    void fiftyEqualRequestsAtOnceAreOneEffect() throws Exception {
        // given functions that all come to their transaction before the first of them goes on
        CyclicBarrier together = new CyclicBarrier(50);
        List<Callable<Answer>> functions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            DynamoDbClient waiting = new WaitingDynamoDb(DYNAMO_DB.client(), together);
            ApiFixture patient = new ApiFixture(waiting, table, Map.of(), new Backoff(), List.of());
            functions.add(() -> patient.post(VALID, KEY));
        }

        // when
        List<Answer> answers = atOnce(functions);

        // then
        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 409).contains(201);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 201 && !answer.hasHeader("Idempotent-Replayed"))
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allMatch(answer -> answer.hasHeader("Retry-After"));
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(1);
    }

    @Test
    @Threat("B08")
    @DisplayName("B08 of different requests under one key at once one wins and the losers have no effect")
    void ofDifferentRequestsAtOnceOneWins() throws Exception {
        // given
        ApiFixture patient = new ApiFixture(line, table, Map.of(), new Backoff(), List.of());
        List<Callable<Answer>> clients = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            String body = "{\"amount\":%d}".formatted(i);
            clients.add(() -> patient.post(body, KEY));
        }

        // when
        List<Answer> answers = atOnce(clients);

        // then
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201);
        assertThat(answers).extracting(Answer::status).containsAnyOf(409, 422).doesNotContain(500, 503);
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(1);
    }

    @Test
    @Threat({"B10", "B11", "G04"})
    @DisplayName("B10 B11 G04 after a crash behind the commit the repetition finds the payment")
    void afterACrashBehindTheCommitTheRepetitionFindsThePayment() {
        // given the function dies, as far as the client can see
        line.onTransactions(after(new IllegalStateException("killed")));
        Answer crashed = api.post(VALID, KEY);

        // when
        Answer again = api.post(VALID, KEY);

        // then
        assertThat(crashed.status()).isEqualTo(500);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(1);
        assertThat(DYNAMO_DB.items(table, "event")).hasSize(1);
    }

    @Test
    @Threat("B12")
    @DisplayName(
            "B12 while the same request is in progress, the caller is asked to come again, and nothing is left in progress")
    void whileTheSameRequestIsInProgressTheCallerIsAskedToComeAgain() {
        line.onTransactions(Collections.nCopies(10, before(cancelled("TransactionConflict", "None", "None", "None")))
                .toArray(FaultyDynamoDb.Fault[]::new));

        Answer answer = api.post(VALID, KEY);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("in-progress");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(DYNAMO_DB.items(table)).isEmpty();
        assertThat(api.post(VALID, KEY).status()).isEqualTo(201);
    }

    @Test
    @Threat("B17")
    @DisplayName("B17 a key remembers the payment's name and a digest, not an answer")
    void aKeyRemembersNoAnswer() {
        api.post(VALID, KEY);

        assertThat(DYNAMO_DB.items(table, "idempotency").get(0).keySet())
                .containsExactlyInAnyOrder(
                        "payment_id", "kind", "record_version", "payment", "fingerprint", "expires_at", "write_id");
    }

    @Test
    @Threat({"B18", "E01"})
    @DisplayName("B18 a 503 before the effect is not remembered: the repetition is processed")
    void a503BeforeTheEffectIsNotRemembered() {
        line.onTransactions(Collections.nCopies(10, before(error(400, "ThrottlingException")))
                .toArray(FaultyDynamoDb.Fault[]::new));

        Answer unavailable = api.post(VALID, KEY);
        Answer again = api.post(VALID, KEY);

        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.header("Retry-After")).isNotEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.hasHeader("Idempotent-Replayed")).isFalse();
    }

    @Test
    @Threat("B19")
    @DisplayName("B19 a possible duplicate is accepted and says so")
    void aPossibleDuplicateSaysSo() {
        String body = "{\"amount\":5,\"reference\":\"invoice\"}";

        assertThat(api.post(body, Map.of("Idempotency-Key", "1")).body().has("possible_duplicate"))
                .isFalse();
        assertThat(api.post(body, Map.of("Idempotency-Key", "2"))
                        .body()
                        .path("possible_duplicate")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theBodysOwnIdIsTheKeyWhereNoHeaderIsSent() {
        String body = "{\"amount\":1,\"payment_id\":\"order-1\"}";

        assertThat(api.post(body).status()).isEqualTo(201);
        assertThat(api.post(body).header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(api.post("{\"amount\":2,\"payment_id\":\"order-1\"}").problem())
                .isEqualTo("key-reused");
        Answer other = api.post("{\"amount\":2,\"payment_id\":\"order-1\"}", KEY);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("id-in-use");
    }

    @Test
    @Threat("B08")
    void aKeyThatWasAnsweredByThePaymentsIdStandsForThatOrder() {
        String order = "{\"amount\":1,\"payment_id\":\"order-1\"}";
        Map<String, String> second = Map.of("Idempotency-Key", "second");
        api.post(order, KEY);

        assertThat(api.post(order, second).header("Idempotent-Replayed")).isEqualTo("true");

        assertThat(api.post("{\"amount\":2,\"payment_id\":\"order-2\"}", second).problem())
                .isEqualTo("key-reused");
        assertThat(api.post(order, second).header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(1);
    }

    private static <T> List<T> atOnce(List<? extends Callable<T>> calls) throws Exception {
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
