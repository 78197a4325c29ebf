package payments.service.handler.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.Threat;
import payments.service.Waits;
import payments.service.domain.PaymentId;
import payments.service.handler.api.ApiFixture.Answer;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;

/** Whose payment it is: the one whom the entry names, and never somebody else whom it names alike. */
@Threat("A29")
@Requirement("X6")
class CallersTest {
    private static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIRST = "{'authorizer': {'jwt': {'claims': {'sub': 'a'}}}}";
    private static final String SECOND = "{'authorizer': {'jwt': {'claims': {'sub': 'b'}}}}";
    private static final String PAYMENT = "{\"amount\":1,\"payment_id\":\"P-1\"}";

    private final PaymentTable table = DYNAMODB.table(Optional.empty());
    private final ApiFixture api = new ApiFixture(DYNAMODB.client(), table, Map.of(), new Waits().backoff(), List.of());

    @AfterAll
    static void stop() {
        DYNAMODB.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{'authorizer': {'jwt': {'claims': {'iss': 'i', 'client_id': 'c'}}}}",
                "{'authorizer': {'jwt': {'claims': {'sub': 42}}}}",
                "{'authorizer': {'jwt': {'claims': {'sub': ''}}}}",
                "{'authorizer': {'claims': {'email': 'e'}}}",
                "{'authorizer': {'principalId': 7}}",
                "{'authorizer': {'claims': {'email': 'e'}}, 'identity': {'apiKeyId': 'k-1'}}",
                "{'authorizer': {'principalId': 7}, 'identity': {'apiKeyId': 'k-1', 'caller': null}}",
                "{'authorizer': {'lambda': {'tenant': 't'}}}",
                "{'authorizer': {'iam': {'accessKey': 'k'}}}"
            })
    void whomAnAuthorizerDoesNotNameMakesReadsAndCapturesNothing(String context) throws Exception {
        assertThat(api.post(PAYMENT).status()).as("an anonymous payment").isEqualTo(201);

        for (Answer refused : List.of(
                send("POST", "/payments", "{\"amount\":1,\"payment_id\":\"P-2\"}", context),
                send("POST", "/payments", PAYMENT, context),
                send("GET", "/payments/P-1", "", context))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("caller-unnamed");
        }
        assertThat(send("GET", "/health", "", context).status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'identity': {'cognitoIdentityId': 'eu-west-1:1', 'caller': 'AROA:CognitoIdentityCredentials'}} "
                        + "| {'identity': {'cognitoIdentityId': 'eu-west-1:2', 'caller': 'AROA:CognitoIdentityCredentials'}}",
                "{'authorizer': {'iam': {'callerId': 'AROA:C', 'cognitoIdentity': {'identityId': 'eu-west-1:1'}}}} "
                        + "| {'authorizer': {'iam': {'callerId': 'AROA:C', 'cognitoIdentity': {'identityId': 'eu-west-1:2'}}}}",
                "{'authorizer': {'jwt': {'claims': {'sub': 'a'}}}} | {'authorizer': {'jwt': {'claims': {'sub': 'b'}}}}",
                "{'authorizer': {'jwt': {'claims': {'sub': 'a'}}}} | {'identity': {'caller': 'a'}}"
            })
    void twoUsersDoNotSeeEachOthersPaymentsEvenWhereTheyShareARole(String one, String other) throws Exception {
        assertThat(send("POST", "/payments", PAYMENT, one).status()).isEqualTo(201);

        assertThat(send("GET", "/payments/P-1", "", one).status()).isEqualTo(200);
        assertThat(send("GET", "/payments/P-1", "", other).status()).isEqualTo(404);
    }

    /** The first caller could otherwise keep all others from ids that they count up. */
    @Threat("A29")
    @Test
    void anIdThatAnotherCallerHasUsedIsFree() throws Exception {
        assertThat(send("POST", "/payments", PAYMENT, FIRST).status()).isEqualTo(201);

        Answer own = send("POST", "/payments", "{\"amount\":2,\"payment_id\":\"P-1\"}", SECOND);

        assertThat(own.status()).isEqualTo(201);
        assertThat(own.body().path("payment_id").asText()).isEqualTo("P-1");
        assertThat(own.hasHeader("Idempotent-Replayed")).isFalse();
        assertThat(amountOf("P-1", FIRST)).isEqualTo("1.00");
        assertThat(amountOf("P-1", SECOND)).isEqualTo("2.00");
        assertThat(amountOf(own.header("Payment-Stored-As"), SECOND)).isEqualTo("2.00");
        assertThat(send("GET", "/payments/" + own.header("Payment-Stored-As"), "", FIRST)
                        .status())
                .isEqualTo(404);
    }

    @Threat("B01")
    @Test
    void ordersUnderAnIdThatAnotherCallerHasUsedAreRepeatedSafely() throws Exception {
        send("POST", "/payments", PAYMENT, FIRST);
        String own = "{\"amount\":2,\"payment_id\":\"P-1\"}";
        send("POST", "/payments", own, SECOND);

        assertThat(send("POST", "/payments", own, SECOND).header("Idempotent-Replayed"))
                .isEqualTo("true");
        assertThat(send("POST", "/payments", PAYMENT, FIRST).header("Idempotent-Replayed"))
                .isEqualTo("true");
        assertThat(send("POST", "/payments", "{\"amount\":3,\"payment_id\":\"P-1\"}", SECOND)
                        .problem())
                .isEqualTo("key-reused");
        assertThat(DYNAMODB.items(table, "payment")).hasSize(2);
    }

    /** The id under which another caller's payment will be stored can be computed by anybody who knows that caller's name. */
    @Threat("A29")
    @Test
    void nobodyTakesTheIdThatAnotherCallersPaymentWillGet() throws Exception {
        send("POST", "/payments", PAYMENT, FIRST);
        String id = new PaymentId("P-1").of("jwt:b").value();

        assertThat(send("POST", "/payments", "{\"amount\":1,\"payment_id\":\"%s\"}".formatted(id), FIRST)
                        .problem())
                .isEqualTo("invalid-id");
    }

    private String amountOf(String id, String caller) throws Exception {
        return send("GET", "/payments/" + id, "", caller).body().path("amount").asText();
    }

    @Test
    void aNameThatNoStoreTakesIsStoredAsItsDigestAndStaysTheSameCaller() throws Exception {
        for (String name : List.of("s".repeat(200), "4111" + "1111" + "1111" + "1111", "a\u0000b")) {
            String context =
                    JSON.writeValueAsString(Map.of("authorizer", Map.of("jwt", Map.of("claims", Map.of("sub", name)))));
            String id = "P-" + name.length() + name.charAt(0);
            String payment = "{\"amount\":1,\"payment_id\":\"%s\"}".formatted(id);

            assertThat(send("POST", "/payments", payment, context).status()).isEqualTo(201);

            assertThat(send("GET", "/payments/" + id, "", context).status()).isEqualTo(200);
            assertThat(DYNAMODB.items(table).toString())
                    .contains("subject:sha256:")
                    .doesNotContain(name);
        }
    }

    private Answer send(String method, String path, String body, String context) throws Exception {
        JsonNode parsed = JSON.readTree(context.startsWith("{'") ? context.replace('\'', '"') : context);
        return api.send(
                method,
                path,
                body,
                ApiFixture.JSON_TYPE,
                JSON.convertValue(parsed, new TypeReference<Map<String, Object>>() {}));
    }
}
