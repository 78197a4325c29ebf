package payments.service.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.handler.ApiFixture.Answer;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentStore;
import payments.service.store.PaymentTable;
import payments.service.store.StoreUnavailableException;
import software.amazon.awssdk.core.exception.SdkClientException;

class PaymentsApiHandlerTest {
    private static final String CARD = "4111111111111111";
    private static final String VALID = "{\"payment_id\":\"order-1\",\"amount\":12.34}";
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final ApiFixture api = new ApiFixture(new DynamoDbPaymentStore(DYNAMO_DB.client(), table));

    @Test
    @Requirement({"A10", "D8"})
    void aPaymentIsCreatedPendingAndCanBeRead() {
        // when
        Answer created = api.post(VALID);
        Answer read = api.get("/payments/order-1");

        // then
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Content-Type")).isEqualTo("application/json");
        assertThat(created.body().fieldNames())
                .toIterable()
                .containsExactly("payment_id", "status", "amount", "currency", "region", "timestamp");
        assertThat(created.body().path("payment_id").asText()).isEqualTo("order-1");
        assertThat(created.body().path("status").asText()).isEqualTo("pending");
        assertThat(created.body().path("amount")).isEqualTo(TextNode.valueOf("12.34"));
        assertThat(created.body().path("currency").asText()).isEqualTo("USD");
        assertThat(created.body().path("region").asText()).isEqualTo("eu-west-1");
        assertThat(created.body().path("timestamp").asText()).endsWith("Z");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(created.body());
    }

    @ParameterizedTest(name = "{0} is answered with {1} {2} for {3}")
    @CsvSource({
        "rest-post-payment.json, 12.34, USD, order-1",
        "http-v2-post-payment.json, 12.34, EUR, key-2",
        "alb-post-payment.json, 500, JPY, key-3"
    })
    @Requirement("A10")
    void everyFrontDoorCreatesAPayment(String event, String amount, String currency, String id) {
        Answer answer = api.file(event);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("amount").asText()).isEqualTo(amount);
        assertThat(answer.body().path("currency").asText()).isEqualTo(currency);
        assertThat(answer.body().path("payment_id").asText()).isEqualTo(id);
        String headers = event.startsWith("alb") ? "multiValueHeaders" : "headers";
        assertThat(answer.envelope().has(headers)).isTrue();
    }

    @Test
    @Requirement("D8")
    void aRestResourceFindsThePaymentBehindACustomDomainsBasePath() {
        api.post(VALID);

        assertThat(api.file("rest-get-payment.json").status()).isEqualTo(200);
    }

    @Test
    @Requirement("X5")
    void theSamePaymentAgainIsReplayedHoweverItIsWritten() {
        // given
        Answer first = api.post(VALID);

        // when
        Answer again = api.post("{ \"currency\": \"USD\", \"amount\": \"12.34\", \"transaction_id\": \"order-1\" }");
        Answer byHeader = api.post("{\"amount\":1234e-2}", Map.of("Idempotency-Key", "order-1"));

        // then
        for (Answer answer : List.of(again, byHeader)) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(answer.body()).isEqualTo(first.body());
        }
        assertThat(DYNAMO_DB.items(table)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"payment_id\":\"order-1\",\"amount\":12.35}",
                "{\"payment_id\":\"order-1\",\"amount\":12.34,\"currency\":\"EUR\"}"
            })
    @Requirement("X5")
    void anotherPaymentUnderTheSameIdIsAConflictAndChangesNothing(String other) {
        // given
        api.post(VALID);
        var before = DYNAMO_DB.items(table);

        // then
        assertProblem(api.post(other), 409, "id-in-use");
        assertThat(DYNAMO_DB.items(table)).isEqualTo(before);
    }

    @Test
    void withoutAnyIdEachRequestIsAPaymentOfItsOwn() {
        String first = api.post("{\"amount\":1}").body().path("payment_id").asText();
        String second = api.post("{\"amount\":1}").body().path("payment_id").asText();

        assertThat(first).isNotEqualTo(second);
        assertThat(api.get("/payments/" + first).status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "invalid-json|~~",
                "invalid-json|{",
                "invalid-json|{\"amount\":1,\"amount\":2}",
                "invalid-json|{\"amount\":01}",
                "body-not-an-object|[]",
                "body-not-an-object|null",
                "body-not-an-object|\"amount\"",
                "missing-amount|{}",
                "missing-amount|{\"payment_id\":\"a\"}",
                "invalid-amount|{\"amount\":0}",
                "invalid-amount|{\"amount\":-1}",
                "invalid-amount|{\"amount\":null}",
                "invalid-amount|{\"amount\":true}",
                "invalid-amount|{\"amount\":[1]}",
                "invalid-amount|{\"amount\":\"ten\"}",
                "invalid-amount|{\"amount\":1e999999999}",
                "amount-too-precise|{\"amount\":1.001}",
                "amount-too-precise|{\"amount\":1.5,\"currency\":\"JPY\"}",
                "amount-too-large|{\"amount\":10000000000}",
                "unknown-currency|{\"amount\":1,\"currency\":\"ABC\"}",
                "unknown-currency|{\"amount\":1,\"currency\":null}",
                "unknown-currency|{\"amount\":1,\"currency\":840}",
                "invalid-id|{\"amount\":1,\"payment_id\":\"\"}",
                "invalid-id|{\"amount\":1,\"payment_id\":7}",
                "invalid-id|{\"amount\":1,\"payment_id\":null}",
                "invalid-id|{\"amount\":1,\"payment_id\":\"a/b\"}",
                "contradicting-ids|{\"amount\":1,\"payment_id\":\"a\",\"transaction_id\":\"b\"}"
            })
    @Requirement({"A10", "D8"})
    void aBadRequestIsRefusedWithItsReasonAndStoresNothing(String reason, String body) {
        assertProblem(api.post(body), 400, reason);
        assertThat(DYNAMO_DB.items(table)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a,b"})
    void aBadIdempotencyKeyIsRefusedEvenWhenTheBodyHasAnId(String key) {
        assertProblem(api.post(VALID, Map.of("idempotency-key", key)), 400, "invalid-id");
    }

    @Test
    void aBodyThatIsNotTheBase64ItClaimsIsRefused() {
        String event = "{\"httpMethod\":\"POST\",\"path\":\"/payments\",\"body\":\"{}\",\"isBase64Encoded\":true}";

        assertProblem(api.invoke(event), 400, "invalid-encoding");
    }

    @Test
    void aBodyAbove64KibibytesIsTooLargeAndOneByteLessIsRead() {
        // given
        String fitting = "{\"amount\":1}" + " ".repeat(64 * 1024 - 12);

        // then
        assertThat(api.post(fitting).status()).isEqualTo(201);
        assertProblem(api.post(fitting + " "), 413, "body-too-large");
        assertProblem(api.post("{\"a\":\"" + "é".repeat(33 * 1024) + "\"}"), 413, "body-too-large");
    }

    @ParameterizedTest(name = "{0} {1} allows {2}")
    @CsvSource({
        "GET, /payments, POST",
        "DELETE, /payments, POST",
        "OPTIONS, /payments, POST",
        "POST, /payments/a, GET",
        "DELETE, /payments/a, GET",
        "POST, /health, GET"
    })
    @Requirement("D8")
    void aWrongMethodIsToldTheRightOne(String method, String path, String allowed) {
        Answer answer = api.send(method, path, "", Map.of());

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/payment", "/payments/a/b", "/dev", "/dev/payments", "/healthy"})
    void anUnknownPathIsNotFound(String path) {
        assertProblem(api.get(path), 404, "unknown-path");
    }

    @Test
    @Requirement("D8")
    void anUnknownPaymentIsNotFound() {
        assertProblem(api.get("/payments/nobody"), 404, "unknown-payment");
    }

    @Test
    void healthNeedsNoStore() {
        Answer answer = new ApiFixture(throwing(new IllegalStateException("no store"))).get("/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString()).contains("\"status\":\"ok\"", "\"region\":\"eu-west-1\"");
    }

    @Test
    @Requirement("X6")
    void cardDataIsRefusedEverywhereNeverStoredNeverEchoedNeverLogged() {
        String log = capturingStandardOutput(() -> {
            // when
            List<Answer> answers = List.of(
                    api.post("{\"amount\":1,\"note\":\"" + CARD + "\"}"),
                    api.post("{\"amount\":1,\"note\":" + CARD + "}"),
                    api.post("{\"amount\":" + CARD + "}"),
                    api.post("{\"amount\":1,\"" + CARD + "\":1}"),
                    api.post("{\"amount\":1,\"payment_id\":\"" + CARD + "\"}"),
                    api.post("{\"amount\":1,\"cvv\":\"123\"}"),
                    api.post("[\"4111 1111 1111 1111\"]"),
                    api.post("{\"amount\":1}", Map.of("Idempotency-Key", CARD)),
                    api.post("{\"amount\":1,\"payment_id\":\"a\"}", Map.of("Idempotency-Key", "4111-1111-1111-1111")),
                    api.get("/payments/" + CARD));

            // then
            assertThat(answers).allSatisfy(answer -> {
                assertProblem(answer, 400, "card-data");
                assertThat(answer.envelope().toString()).doesNotContain("4111");
            });
            assertProblem(api.post("{\"note\":\"" + CARD), 400, "invalid-json");
            assertProblem(api.invoke("{\"httpMethod\":\"" + CARD), 500, "internal-error");
        });
        assertThat(log).contains("InvalidJsonException").doesNotContain("4111");
        assertThat(DYNAMO_DB.items(table)).isEmpty();
    }

    @Test
    @Requirement("A10")
    void anInternalErrorLeaksNothingAndLogsClassesOnly() {
        // given
        ApiFixture broken = new ApiFixture(
                throwing(new IllegalStateException("secret " + CARD, new IllegalArgumentException("secret cause"))));

        // when
        String log = capturingStandardOutput(() -> {
            Answer answer = broken.post(VALID);
            assertProblem(answer, 500, "internal-error");
            assertThat(answer.envelope().toString()).doesNotContain("secret", "IllegalState");
        });

        // then
        assertThat(log.lines()).hasSize(1);
        assertThat(log)
                .contains(ApiFixture.REQUEST_ID, "java.lang.IllegalStateException", "IllegalArgumentException")
                .doesNotContain("secret", CARD);
    }

    @Test
    @Requirement("X5")
    void anUnavailableStoreAsksToRepeatLater() {
        ApiFixture broken =
                new ApiFixture(throwing(new StoreUnavailableException(SdkClientException.create("secret host"))));

        String log = capturingStandardOutput(() -> {
            Answer answer = broken.post(VALID);
            assertProblem(answer, 503, "unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertProblem(broken.get("/payments/order-1"), 503, "unavailable");
        });

        assertThat(log).contains("SdkClientException").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"Records\":[]}", "{\"httpMethod\":\"GET\"}", "not json"})
    void anEventThatIsNoHttpRequestIsAnInternalErrorAndNotACrash(String event) {
        String log = capturingStandardOutput(() -> assertProblem(api.invoke(event), 500, "internal-error"));

        assertThat(log).contains("\"level\":\"ERROR\"");
    }

    @Test
    @Requirement("X5")
    void fiftyEqualRequestsAtOnceAreOnePayment() throws Exception {
        // given
        int clients = 50;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        Callable<Answer> client = () -> {
            start.await();
            return api.post(VALID);
        };

        // when
        List<Future<Answer>> pending =
                Collections.nCopies(clients, client).stream().map(pool::submit).toList();
        start.countDown();
        List<Integer> statuses = new ArrayList<>();
        for (Future<Answer> answer : pending) {
            statuses.add(answer.get().status());
        }
        pool.shutdown();

        // then
        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(DYNAMO_DB.items(table)).hasSize(1);
    }

    private static void assertProblem(Answer answer, int status, String reason) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().fieldNames()).toIterable().containsExactly("type", "title", "status", "detail");
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:payments:problem:" + reason);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    }

    /** The handler made inside sees the captured stream too: it asks for System.out when it writes. */
    private static String capturingStandardOutput(Runnable action) {
        PrintStream before = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(before);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }

    private static PaymentStore throwing(RuntimeException failure) {
        return new PaymentStore() {
            @Override
            public Optional<Payment> putIfAbsent(Payment payment) {
                throw failure;
            }

            @Override
            public Optional<Payment> find(PaymentId id) {
                throw failure;
            }
        };
    }
}
