package payments.service.handler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.service.Waits;
import payments.service.handler.api.ApiFixture.Answer;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;

/** Who may read a payment where the entry asks nobody who they are: all callers without identity are one caller. */
@Requirement("K51")
class AnonymousReadTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final String PAYMENT = "{\"payment_id\":\"P-1\",\"amount\":1}";

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());

    private ApiFixture api(String dialect, String anonymousRead) {
        return new ApiFixture(
                DYNAMO_DB.client(),
                table,
                Map.of(
                        "API_DIALECT",
                        dialect,
                        "API_ANONYMOUS_READ",
                        anonymousRead,
                        "PAYMENT_WORKFLOW_ARN",
                        "arn:aws:states:eu-west-1:123456789012:stateMachine:payment-workflow"),
                new Waits().backoff(),
                List.of(),
                arn -> (id, deadline) -> {});
    }

    /** The variable is empty where a deployment does not set it. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"payments, false", "payments, ''", "payments-basic, false"})
    void withoutIdentityAPaymentCanBeMadeAndNeitherReadNorCaptured(String dialect, String anonymousRead) {
        ApiFixture api = api(dialect, anonymousRead);
        assertThat(api.post(PAYMENT).status()).isEqualTo(201);

        for (Answer refused : List.of(
                api.get("/payments/P-1"),
                api.get("/payments/nobody"),
                api.send("POST", "/payments/P-1/capture", "{}", Map.of()))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("identity-required");
            assertThat(refused.envelope().toString()).doesNotContain("P-1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "payments-basic"})
    void whereTheFileAllowsItAnybodyReadsAndCapturesThem(String dialect) {
        ApiFixture api = api(dialect, "true");
        api.post(PAYMENT);

        assertThat(api.get("/payments/P-1").status()).isEqualTo(200);
        assertThat(api.send("POST", "/payments/P-1/capture", "{}", Map.of()).status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aCallerWithIdentityReadsItsOwnPaymentsAndNoOthersEitherWay(String anonymousRead) {
        ApiFixture api = api("payments", anonymousRead);
        api.as("AIDAONE", "POST", "/payments", PAYMENT);

        assertThat(api.as("AIDAONE", "GET", "/payments/P-1", "").status()).isEqualTo(200);
        assertThat(api.as("AIDATWO", "GET", "/payments/P-1", "").status()).isEqualTo(404);
    }

    @Test
    void whatACallerWithIdentityMadeIsReadByNobodyWithout() {
        ApiFixture api = api("payments", "true");
        api.as("AIDAONE", "POST", "/payments", PAYMENT);

        assertThat(api.get("/payments/P-1").status()).isEqualTo(404);
    }
}
