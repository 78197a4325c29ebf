package payments.service.handler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.service.store.FaultyDynamoDb.before;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.handler.api.ApiFixture.Answer;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import payments.service.payment.TransitionOutcome;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.FaultyDynamoDb;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import payments.testing.Json;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What callers of the older systems send, and the whole of what they are answered. */
class OlderDialectsTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final String CARD = "4111" + "1111" + "1111" + "1111";
    private static final String APP = "https://app.example.com";
    private static final String HEADERS =
            "Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,Idempotency-Key";
    private static final Map<String, String> NO_HEADERS = Map.of();

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final FaultyDynamoDb line = new FaultyDynamoDb(DYNAMO_DB.client());
    private final ApiFixture a = api("payment", Map.of("CORS_ALLOWED_ORIGIN", "*"));
    private final ApiFixture c = api(
            "process-payment",
            Map.of("CORS_ALLOWED_ORIGIN", APP, "CORS_ALLOWED_HEADERS", HEADERS, "API_ENVIRONMENT", "production"));
    private final ApiFixture d = api("payments-basic", Map.of());

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    /** The systems, each with a body that it takes, as the fields of an object. */
    enum Older {
        A("payment", "/payment", "'transaction_id': 'T-1', 'amount': 12.5"),
        C("process-payment", "/process-payment", "'amount': 12.5"),
        D("payments-basic", "/payments", "'payment_id': 'P-1', 'amount': 12.5");

        private final String dialect;
        private final String path;
        private final String fields;

        Older(String dialect, String path, String fields) {
            this.dialect = dialect;
            this.path = path;
            this.fields = fields;
        }

        String body(String more) {
            return "{%s%s}".formatted(fields, more).replace('\'', '"');
        }

        String bodyWithAmount(String amount) {
            return body("").replace("12.5", amount);
        }
    }

    private ApiFixture api(String dialect, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("API_DIALECT", dialect);
        return new ApiFixture(line, table, variables);
    }

    private ApiFixture api(Older system) {
        return api(system.dialect, Map.of());
    }

    @Test
    @Requirement({"K11", "A10"})
    void systemAAnswersATransactionWithItsFourFields() {
        // given
        long before = Instant.now().getEpochSecond();

        // when
        Answer answer = a.send("POST", "/payment", Older.A.body(", 'currency': 'EUR'"), ApiFixture.JSON_TYPE);

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("timestamp").isIntegralNumber()).isTrue();
        assertThat(answer.body().path("timestamp").asLong())
                .isBetween(before, Instant.now().getEpochSecond());
        assertThat(without(answer.body(), "timestamp"))
                .isEqualTo("{\"transaction_id\":\"T-1\",\"status\":\"processed\",\"region\":\"eu-west-1\"}");
        assertThat(headers(answer))
                .isEqualTo(Map.of(
                        "Content-Type",
                        "application/json",
                        "Cache-Control",
                        "no-store",
                        "Access-Control-Allow-Origin",
                        "*"));
        assertThat(stored().get("currency")).isEqualTo(AttributeValue.fromS("EUR"));
    }

    @Test
    @Requirement({"K11", "X5"})
    void systemARepeatsItsAnswerToTheSameTransaction() {
        Answer first = a.send("POST", "/payment", Older.A.body(""), NO_HEADERS);
        Answer second = a.send("POST", "/payment", Older.A.body(", 'attempt': 2"), NO_HEADERS);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.envelope().path("body")).isEqualTo(first.envelope().path("body"));
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(1);
    }

    @ParameterizedTest(name = "{0} is 400")
    @Requirement("K11")
    @ValueSource(
            strings = {
                "{'amount': 1}",
                "{'transaction_id': '', 'amount': 1}",
                "{'transaction_id': null, 'amount': 1}",
                "{'transaction_id': 'T-1'}",
                "{'transaction_id': 'T-1', 'amount': null}",
                "{'transaction_id': 'T-1', 'amount': ''}",
                "{'transaction_id': 'T-1', 'amount': false}",
                "{'transaction_id': 'T-1', 'amount': 0}",
                "{'transaction_id': 'T-1', 'amount': 0.00}",
                "{'transaction_id': 'T-1', 'amount': '0'}",
                "{'transaction_id': 'T-1', 'amount': -1}",
                "[]",
                "{",
                "",
            })
    void systemARefusesWhatHasNoIdOrNoAmountWithATextThatAnyPageCanRead(String body) {
        Answer answer = a.send("POST", "/payment", body.replace('\'', '"'), ApiFixture.JSON_TYPE);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().fieldNames())
                .toIterable()
                .containsExactly("error", "message", "type", "title", "status", "detail");
        assertThat(answer.body().path("error").asText())
                .isNotEmpty()
                .isEqualTo(answer.body().path("message").asText());
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(DYNAMO_DB.items(table)).isEmpty();
    }

    @Test
    @Requirement("K11")
    void pagesOfEveryOriginCanReadEveryAnswerOfSystemA() {
        Map<String, String> foreign = Map.of("Origin", "https://evil.example.com");

        for (Answer answer : List.of(
                a.send("POST", "/payment", Older.A.body(""), foreign),
                a.send("POST", "/payment", "{", foreign),
                a.send("GET", "/payment", "", foreign),
                a.send("GET", "/nowhere", "", foreign),
                a.send("OPTIONS", "/payment", "", foreign),
                a.get("/health"))) {
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(answer.hasHeader("Vary")).isFalse();
            assertThat(answer.hasHeader("Access-Control-Allow-Credentials")).isFalse();
        }
    }

    @Test
    @Requirement("B6")
    void systemBSpeaksLikeAOverAnHttpApi() {
        Answer answer = a.invoke(Json.of(
                        "{'version': '2.0', 'rawPath': '/production/payment', 'headers': {}, 'body': '{\\'transaction_id\\': \\'T-1\\', \\'amount\\': 1}',"
                                + " 'requestContext': {'stage': 'production', 'http': {'method': 'POST', 'path': '/production/payment'}}}")
                .toString()
                .replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().fieldNames())
                .toIterable()
                .containsExactly("transaction_id", "status", "region", "timestamp");
    }

    @Test
    @Requirement({"K31", "C7"})
    void systemCAnswersWithAllItsFieldsAndItsDefaults() {
        // given
        LocalDateTime before = LocalDateTime.now(ZoneOffset.UTC).minusSeconds(1);

        // when
        Answer answer =
                c.send("POST", "/process-payment", Older.C.body(""), Map.of("Origin", APP, "X-Api-Key", "secret"));

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("transaction_id").asText()).matches("txn_[A-Za-z0-9-]{36}");
        String time = answer.body().path("timestamp").asText();
        assertThat(time).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}");
        assertThat(LocalDateTime.parse(time)).isBetween(before, LocalDateTime.now(ZoneOffset.UTC));
        assertThat(without(answer.body(), "transaction_id", "timestamp"))
                .isEqualTo("{\"success\":true,\"amount\":12.5,\"currency\":\"USD\",\"customer_id\":\"anonymous\","
                        + "\"payment_method\":\"unknown\",\"status\":\"completed\",\"environment\":\"production\","
                        + "\"message\":\"Payment accepted\"}");
        assertThat(headers(answer))
                .isEqualTo(Map.of(
                        "Content-Type", "application/json",
                        "Cache-Control", "no-store",
                        "Vary", "Origin",
                        "Access-Control-Allow-Origin", APP,
                        "Access-Control-Allow-Methods", "POST,OPTIONS",
                        "Access-Control-Allow-Headers", HEADERS));
        assertThat(stored().get("payment_id"))
                .isEqualTo(AttributeValue.fromS(
                        answer.body().path("transaction_id").asText()));
    }

    @Test
    @Requirement("K31")
    void systemCAnswersWhatTheAppSentAboutTheCustomer() {
        Answer answer = c.send(
                "POST",
                "/process-payment",
                Older.C.body(", 'currency': 'eur', 'customer_id': 42, 'payment_method': 'wallet'"),
                NO_HEADERS);

        assertThat(answer.body().path("currency").asText()).isEqualTo("EUR");
        assertThat(answer.body().path("customer_id").asText()).isEqualTo("42");
        assertThat(answer.body().path("payment_method").asText()).isEqualTo("wallet");
    }

    /** To lose the customer in silence would be worse than to refuse. */
    @ParameterizedTest(name = "{0}")
    @Requirement("K31")
    @ValueSource(strings = {", 'customer_id': {'id': 1}", ", 'payment_method': ['card']", ", 'customer_id': true"})
    void systemCRefusesACustomerThatCannotBeStored(String fields) {
        Answer answer = c.send("POST", "/process-payment", Older.C.body(fields), NO_HEADERS);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-text");
    }

    @ParameterizedTest(name = "{0} is 400")
    @Requirement("K31")
    @ValueSource(strings = {"{", "", "[]", "{}", "{\"amount\": 0}", "{\"amount\": -5}", "{\"amount\": null}"})
    void systemCsErrorsHaveATextAndATime(String body) {
        Answer answer = c.send("POST", "/process-payment", body, Map.of("Origin", APP));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().fieldNames())
                .toIterable()
                .containsExactly("error", "timestamp", "type", "title", "status", "detail");
        assertThat(answer.body().path("error").asText()).isNotEmpty();
        assertThat(answer.body().path("timestamp").asText())
                .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}");
        assertThat(headers(answer))
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Access-Control-Allow-Origin", APP)
                .containsEntry("Access-Control-Allow-Methods", "POST,OPTIONS")
                .containsEntry("Access-Control-Allow-Headers", HEADERS);
        assertThat(DYNAMO_DB.items(table)).isEmpty();
    }

    @Test
    @Requirement({"K31", "C7"})
    void requestsAtOnceAreTransactionsOfTheirOwn() {
        Set<String> ids = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 64)
                .parallel()
                .forEach(i -> ids.add(c.send("POST", "/process-payment", Older.C.body(""), NO_HEADERS)
                        .body()
                        .path("transaction_id")
                        .asText()));

        assertThat(ids).hasSize(64).allMatch(id -> id.startsWith("txn_"));
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(64);
    }

    @Test
    @Requirement({"K32", "X5"})
    void aRetryWithItsKeyIsTheSameTransaction() {
        Map<String, String> key = Map.of("Idempotency-Key", "retry-1");

        Answer first = c.send("POST", "/process-payment", Older.C.body(""), key);
        Answer second = c.send("POST", "/process-payment", Older.C.body(""), key);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(1);
    }

    @Test
    @Requirement({"K43", "D8"})
    void systemDAnswersAPaymentWithAMessageItsIdAndItsState() {
        Answer answer = d.send("POST", "/payments", Older.D.body(""), NO_HEADERS);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body())
                .hasToString("{\"message\":\"Payment accepted\",\"payment_id\":\"P-1\",\"status\":\"pending\"}");
    }

    @Test
    @Requirement("K43")
    void systemDsPaymentsAreReadWithNumbersAndTheirTimesByAnybody() {
        // given
        long before = Instant.now().getEpochSecond();
        d.send("POST", "/payments", Older.D.body(", 'customer_id': 'c-1'"), NO_HEADERS);

        // when
        Answer answer = d.get("/payments/P-1");

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("amount").isNumber()).isTrue();
        assertThat(answer.body().path("timestamp").isIntegralNumber()).isTrue();
        assertThat(answer.body().path("timestamp").asLong())
                .isBetween(before, Instant.now().getEpochSecond());
        assertThat(LocalDateTime.parse(answer.body().path("created_at").asText())
                        .toEpochSecond(ZoneOffset.UTC))
                .isEqualTo(answer.body().path("timestamp").asLong());
        assertThat(without(answer.body(), "timestamp", "created_at"))
                .isEqualTo("{\"payment_id\":\"P-1\",\"amount\":12.5,\"currency\":\"USD\",\"status\":\"pending\","
                        + "\"environment\":\"dev\"}");
    }

    @ParameterizedTest(name = "after {0} it is {1}")
    @Requirement("K43")
    @CsvSource({
        "AUTHORISE, pending, false",
        "AUTHORISE CAPTURE, processed, true",
        "AUTHORISE CAPTURE REFUND, refunded, false",
        "FAIL, failed, false"
    })
    void systemDCallsItsStatesAsItDid(String transitions, String status, boolean processed) {
        // given
        d.send("POST", "/payments", Older.D.body(""), NO_HEADERS);
        for (String transition : transitions.split(" ", -1)) {
            apply("P-1", Transition.valueOf(transition));
        }

        // when
        Answer read = d.get("/payments/P-1");
        Answer repeated = d.send("POST", "/payments", Older.D.body(""), NO_HEADERS);

        // then
        assertThat(read.body().path("status").asText()).isEqualTo(status);
        assertThat(read.body().has("processed_at")).isEqualTo(processed);
        assertThat(repeated.status()).isEqualTo(201);
        assertThat(repeated.body().path("status").asText()).isEqualTo("pending");
    }

    @ParameterizedTest(name = "{0} {1} is {3}")
    @Requirement({"K43", "D8"})
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "POST   | /payments     | {'amount': 1}                      | 400",
                "POST   | /payments     | {'payment_id': 'P-1'}              | 400",
                "POST   | /payments     | {'payment_id': 'P-1', 'amount': 0} | 400",
                "POST   | /payments     | {'payment_id': 'P-1', 'amount': -1} | 400",
                "POST   | /payments     | {                                  | 400",
                "GET    | /payments/P-2 | ''                                 | 404",
                "GET    | /payments     | ''                                 | 405",
                "PUT    | /payments     | ''                                 | 405",
                "DELETE | /payments/P-2 | ''                                 | 405"
            })
    void systemDsErrorsHaveAText(String method, String path, String body, int status) {
        Answer answer = d.send(method, path, body.replace('\'', '"'), NO_HEADERS);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().fieldNames())
                .toIterable()
                .containsExactly("error", "type", "title", "status", "detail");
        assertThat(answer.body().path("error").asText()).isNotEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"K11", "K31", "K43"})
    void aFailureHasTheTextTooAndSaysNothingOfItsCause(Older system) {
        line.onTransactions(before(new IllegalStateException("secret")));

        Answer answer = api(system).send("POST", system.path, system.body(""), NO_HEADERS);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().path("error").asText()).isNotEmpty();
        assertThat(answer.envelope().toString()).doesNotContain("secret", "IllegalState");
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"K11", "K31", "K43"})
    void whatItDoesNotKnowIsIgnored(Older system) {
        String more = ", 'note': {'a': [1, null, true]}, 'merchant_id': 7.5, 'description': '%s', 'reference': '',"
                .formatted("d".repeat(300));

        Answer answer =
                api(system).send("POST", system.path, system.body(more + " 'currency': null, 'x y': ''"), NO_HEADERS);

        assertThat(answer.status()).isEqualTo(system == Older.D ? 201 : 200);
        assertThat(stored()).doesNotContainKeys("note", "description", "reference", "x y");
        assertThat(stored())
                .containsEntry("currency", AttributeValue.fromS("USD"))
                .containsEntry("merchant_id", AttributeValue.fromS("7.5"));
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"K11", "K31", "K43"})
    void anyContentTypeIsTakenAndNone(Older system) {
        Set<Integer> statuses = new HashSet<>();

        for (Map<String, String> headers : List.of(
                NO_HEADERS,
                Map.of("Content-Type", "text/plain"),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                Map.of("Content-Type", "application/json; charset=ISO-8859-1"))) {
            statuses.add(api(system)
                    .send("POST", system.path, system.body(""), headers)
                    .status());
        }

        assertThat(statuses).containsExactly(system == Older.D ? 201 : 200);
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("X6")
    void cardDataIsRefusedInWhatIsIgnoredToo(Older system) {
        Answer number =
                api(system).send("POST", system.path, system.body(", 'note': {'a': ['%s']}".formatted(CARD)), Map.of());
        Answer code = api(system).send("POST", system.path, system.body(", 'card': {'cvv': '123'}"), Map.of());

        assertThat(number.status()).isEqualTo(422);
        assertThat(code.status()).isEqualTo(400);
        assertThat(number.body().path("error").asText()).isNotEmpty().doesNotContain(CARD);
        assertThat(DYNAMO_DB.items(table)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"K11", "K31", "K43"})
    void theNoiseOfAFloatIsNoAmount(Older system) {
        Answer answer = api(system).send("POST", system.path, system.bodyWithAmount("59.970000000000006"), NO_HEADERS);

        assertThat(answer.status()).isLessThan(300);
        assertThat(stored().get("amount")).isEqualTo(AttributeValue.fromN("5997"));
    }

    /** These systems read no description: the same id and amount were the same payment, whatever stood beside them. */
    @ParameterizedTest
    @EnumSource(names = {"A", "D"})
    @Requirement({"K11", "K43", "X5"})
    void anotherRemarkIsTheSamePayment(Older system) {
        ApiFixture api = api(system);
        Answer first = api.send("POST", system.path, system.body(", 'description': 'try 1'"), NO_HEADERS);

        Answer second =
                api.send("POST", system.path, system.body(", 'description': 'try 2', 'customer_id': 'c'"), NO_HEADERS);

        assertThat(second.status()).isEqualTo(first.status()).isLessThan(300);
        assertThat(second.body()).isEqualTo(first.body());
    }

    /** No third digit is guessed away: what an older system stored as it came would be another amount here. */
    @ParameterizedTest
    @EnumSource
    @Requirement("K11")
    void anAmountThatItsCurrencyCannotHaveIsRefusedAndNotRounded(Older system) {
        assertThat(api(system)
                        .send("POST", system.path, system.bodyWithAmount("10.005"), NO_HEADERS)
                        .problem())
                .isEqualTo("amount-too-precise");
    }

    @ParameterizedTest(name = "{0} with {1} is {2}")
    @Requirement({"K10", "K30"})
    @CsvSource(
            delimiter = '|',
            value = {
                "A | {} | anonymous",
                "A | {'identity': {'caller': null, 'apiKeyId': null, 'sourceIp': '198.51.100.1'}} | anonymous",
                "C | {'identity': {'caller': null, 'apiKeyId': 'k-1'}} | key:k-1",
                "D | {'identity': {'sourceIp': '198.51.100.1'}} | anonymous"
            })
    void aRequestWithoutIdentityIsTakenAndTheCallerIsItsKey(Older system, String context, String caller) {
        JsonNode event = ((ObjectNode) Json.of(
                        "{'httpMethod': 'POST', 'path': '%s', 'requestContext': %s}".formatted(system.path, context)))
                .put("body", system.body(""));

        Answer answer = api(system).invoke(event.toString());

        assertThat(answer.status()).isEqualTo(system == Older.D ? 201 : 200);
        assertThat(stored()).containsEntry("caller", AttributeValue.fromS(caller));
    }

    private Map<String, AttributeValue> stored() {
        return DYNAMO_DB.items(table, "payment").get(0);
    }

    /** The body without these members, as it was written. */
    private static String without(JsonNode body, String... members) {
        return ((ObjectNode) body.deepCopy()).remove(List.of(members)).toString();
    }

    private static Map<String, String> headers(Answer answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.envelope()
                .path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    private void apply(String id, Transition transition) {
        PaymentService payments = new PaymentService(
                new DynamoDbPaymentStore(DYNAMO_DB.client(), table, "eu-west-1", Optional.empty(), new Backoff()),
                Clock.systemUTC(),
                "eu-west-1");
        assertThat(payments.apply(
                        new TransitionCommand(
                                new PaymentId(id), "test-" + transition, transition, Optional.empty(), "test", "test"),
                        Deadline.in(Duration.ofMinutes(5))))
                .isInstanceOf(TransitionOutcome.Applied.class);
    }
}
