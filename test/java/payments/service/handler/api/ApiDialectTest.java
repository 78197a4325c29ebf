package payments.service.handler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.Threat;
import payments.service.handler.api.ApiFixture.Answer;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Each system's API in the shape that the system asked for. */
class ApiDialectTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final String APP = "https://app.example.com";

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());

    private ApiFixture api(Map<String, String> variables) {
        return new ApiFixture(DYNAMO_DB.client(), table, variables);
    }

    @Test
    @Requirement("D8")
    void aPaymentIsCreatedPendingAndCanBeRead() {
        // given
        ApiFixture api = api(Map.of());

        // when
        Answer created = api.post("{\"payment_id\":\"order-1\",\"amount\":12.34}");
        Answer read = api.get("/payments/order-1");

        // then
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Content-Type")).isEqualTo("application/json");
        assertThat(created.body().fieldNames())
                .toIterable()
                .containsExactly("payment_id", "status", "amount", "currency", "region", "timestamp");
        assertThat(created.body().path("status").asText()).isEqualTo("pending");
        assertThat(created.body().path("amount")).isEqualTo(TextNode.valueOf("12.34"));
        assertThat(created.body().path("currency").asText()).isEqualTo("USD");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(api.get("/payments/nobody").problem()).isEqualTo("unknown-payment");
    }

    @ParameterizedTest(name = "{0} is answered with {1} {2} for {3}")
    @CsvSource({
        "rest-post-payment.json, 12.34, USD, order-1",
        "http-v2-post-payment.json, 12.34, EUR, ''",
        "alb-post-payment.json, 500, JPY, ''"
    })
    @Requirement({"D8", "B6"})
    void everyFrontDoorCreatesAPayment(String event, String amount, String currency, String id) {
        Answer answer = api(Map.of()).file(event);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("amount").asText()).isEqualTo(amount);
        assertThat(answer.body().path("currency").asText()).isEqualTo(currency);
        if (id.isEmpty()) {
            assertThat(answer.body().path("payment_id").asText()).matches("[0-9a-f-]{14}-?5[0-9a-f-]+");
        } else {
            assertThat(answer.body().path("payment_id").asText()).isEqualTo(id);
        }
        assertThat(answer.envelope().has(event.startsWith("alb") ? "multiValueHeaders" : "headers"))
                .isTrue();
    }

    @Test
    @Requirement("D8")
    void aRestResourceFindsThePaymentBehindACustomDomainsBasePath() {
        ApiFixture api = api(Map.of());
        api.post("{\"payment_id\":\"order-1\",\"amount\":1}");

        assertThat(api.file("rest-get-payment.json").status()).isEqualTo(200);
    }

    @Test
    @Requirement({"A10", "B6"})
    void aTransactionIsProcessed() {
        // given
        ApiFixture api = api(Map.of("API_DIALECT", "payment"));

        // when
        Answer answer =
                api.send("POST", "/payment", "{\"transaction_id\":\"t-1\",\"amount\":10.5}", ApiFixture.JSON_TYPE);

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().fieldNames())
                .toIterable()
                .containsExactly("transaction_id", "status", "region", "timestamp");
        assertThat(answer.body().path("transaction_id").asText()).isEqualTo("t-1");
        assertThat(answer.body().path("status").asText()).isEqualTo("processed");
        assertThat(DYNAMO_DB.items(table, "payment").get(0)).containsEntry("amount", AttributeValue.fromN("1050"));
    }

    @ParameterizedTest(name = "{0} is 400")
    @ValueSource(strings = {"{\"amount\":1}", "{\"transaction_id\":\"t-1\"}", "not json"})
    @Requirement("A10")
    void aTransactionWithoutIdOrAmountIsRefused(String body) {
        Answer answer = api(Map.of("API_DIALECT", "payment")).send("POST", "/payment", body, ApiFixture.JSON_TYPE);

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    @Requirement("C7")
    void aPaymentOfTheMobileAppIsCompleted() {
        // given
        ApiFixture api = api(Map.of("API_DIALECT", "process-payment"));
        String body = "{\"amount\":10.50,\"currency\":\"EUR\",\"customer_id\":\"c-1\",\"payment_method\":\"wallet\"}";

        // when
        Answer first = api.send("POST", "/process-payment", body, ApiFixture.JSON_TYPE);
        Answer second = api.send("POST", "/process-payment", body, ApiFixture.JSON_TYPE);

        // then
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().fieldNames())
                .toIterable()
                .containsExactly(
                        "success",
                        "transaction_id",
                        "amount",
                        "currency",
                        "customer_id",
                        "payment_method",
                        "status",
                        "timestamp",
                        "environment",
                        "message");
        assertThat(first.envelope().path("body").asText()).contains("\"amount\":10.50,", "\"success\":true");
        assertThat(first.body().path("status").asText()).isEqualTo("completed");
        assertThat(first.body().path("transaction_id"))
                .isNotEqualTo(second.body().path("transaction_id"));
        assertThat(api.send("POST", "/process-payment", "{", ApiFixture.JSON_TYPE)
                        .status())
                .isEqualTo(400);
        assertThat(api.get("/process-payment/x").status()).isEqualTo(404);
    }

    /** What callers of older systems are spared is asked of ours, who read problems (RFC 9457) and nothing beside. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'payment_id': 'p', 'amount': 1, 'note': 'n'}         | unknown-field",
                "{'payment_id': 'p', 'amount': 1, 'currency': 'usd'}   | invalid-currency",
                "{'payment_id': 'p', 'amount': 1, 'currency': null}    | invalid-currency",
                "{'payment_id': 'p', 'amount': 1, 'customer_id': 7}    | invalid-text",
                "{'payment_id': 'p', 'amount': 1, 'customer_id': null} | invalid-text",
                "{'payment_id': 'p', 'amount': null}                   | invalid-amount",
                "{'payment_id': 'p', 'amount': 0}                      | amount-not-positive",
                "{'amount': 1}                                         | missing-key"
            })
    @Requirement("D8")
    void theFlagshipStaysStrict(String body, String problem) {
        Answer answer = api(Map.of()).post(body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().fieldNames()).toIterable().containsExactly("type", "title", "status", "detail");
        assertThat(DYNAMO_DB.items(table)).isEmpty();
    }

    @Test
    @Requirement("D8")
    void theFlagshipTakesJsonAlone() {
        assertThat(api(Map.of())
                        .send("POST", "/payments", "{\"payment_id\":\"p\",\"amount\":1}", Map.of())
                        .status())
                .isEqualTo(415);
    }

    @Test
    @Requirement("C3")
    void everyAnswerToTheAppsPageCanBeReadByIt() {
        ApiFixture api = api(Map.of("CORS_ALLOWED_ORIGIN", APP));

        for (Answer answer : new Answer[] {
            api.post("{\"amount\":1,\"payment_id\":\"p\"}", Map.of("Origin", APP)),
            api.post("{", Map.of("Origin", APP)),
            api.get("/nowhere"),
            api.invoke("{\"httpMethod\":\"GET\",\"path\":\"/health\"}")
        }) {
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
            assertThat(answer.header("Vary")).isEqualTo("Origin");
        }
    }

    @Test
    @Requirement("C3")
    void thePreflightNeedsNeitherKeyNorBody() {
        Answer answer = api(Map.of("CORS_ALLOWED_ORIGIN", APP))
                .send("OPTIONS", "/payments", "", Map.of("Origin", APP, "Access-Control-Request-Method", "POST"));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("POST,OPTIONS");
        assertThat(answer.header("Access-Control-Allow-Headers"))
                .contains("Content-Type", "X-Amz-Date", "Authorization", "X-Api-Key", "X-Amz-Security-Token");
    }

    @Test
    @Threat("A33")
    @DisplayName("A33 a page of another origin gets no header that would let it read")
    void anotherOriginLearnsNothing() {
        Answer answer = api(Map.of("CORS_ALLOWED_ORIGIN", APP))
                .send("OPTIONS", "/payments", "", Map.of("Origin", "https://evil.example.com"));

        assertThat(answer.envelope().path("headers").fieldNames())
                .toIterable()
                .noneMatch(name -> name.startsWith("Access-Control"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "API_DIALECT, soap",
        "API_AMOUNTS, float",
        "API_ANONYMOUS_READ, yes",
        "CORS_ALLOWED_HEADERS, 'Content-Type, X-Api-Key'",
        "CORS_ALLOWED_ORIGIN, https://*",
        "CORS_ALLOWED_ORIGIN, http://app.example.com"
    })
    @Threat("G08")
    void anUnusableVariableStopsTheStartAndIsNamed(String name, String value) {
        assertThatThrownBy(() -> api(Map.of(name, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name);
    }
}
