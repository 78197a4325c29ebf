package payments.service.handler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.service.handler.RegionParts;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.handler.api.ApiFixture.Answer;
import payments.service.resilience.Deadline;
import payments.service.store.FaultyDynamoDb;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The API of a region that shares a log of effects with others. */
class LoggedApiTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final String VALID = "{\"payment_id\":\"order-1\",\"amount\":12.34}";

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    private final String log = DYNAMO_DB.log();
    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final PaymentTable tableThere = DYNAMO_DB.table(Optional.empty());
    private final FaultyDynamoDb lineToTheLog = new FaultyDynamoDb(DYNAMO_DB.client());
    private final RegionParts region = new RegionParts("eu-west-1", DYNAMO_DB.client(), table, log, Clock.systemUTC());
    private final RegionParts other =
            new RegionParts("eu-central-1", DYNAMO_DB.client(), tableThere, log, Clock.systemUTC());

    private ApiFixture api(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(RegionParts.variables("eu-west-1", table, log));
        variables.putAll(more);
        return new ApiFixture(new ServiceParts.Clients(DYNAMO_DB.client(), lineToTheLog), table, variables);
    }

    private void theLogDoesNotAnswer() {
        FaultyDynamoDb unused = lineToTheLog.onReads(
                Collections.nCopies(50, FaultyDynamoDb.before(SdkClientException.create("connection refused")))
                        .toArray(FaultyDynamoDb.Fault[]::new));
    }

    @Test
    @Threat({"H01", "H08"})
    @DisplayName("H01 orders are taken by the region that owns the payments by the log, and by no other")
    void theOwnerTakesOrders() {
        Answer before = api(Map.of()).post(VALID);
        assertThat(before.status()).isEqualTo(503);
        assertThat(before.problem()).isEqualTo("not-the-writer");

        region.own(deadline);
        assertThat(api(Map.of("REGION_ROLE", "standby")).post(VALID).status())
                .as("whatever role the deployment gave it")
                .isEqualTo(201);

        other.own(deadline);
        assertThat(api(Map.of()).post(VALID).status()).isEqualTo(503);
    }

    @Test
    @Threat("H05")
    @DisplayName("H05 a payment of the other region is read here before any copy of it has come")
    void aPaymentOfTheOtherRegionIsRead() {
        other.own(deadline);
        ApiFixture there = new ApiFixture(
                new ServiceParts.Clients(DYNAMO_DB.client(), DYNAMO_DB.client()),
                tableThere,
                RegionParts.variables("eu-central-1", tableThere, log));
        assertThat(there.post(VALID).status()).isEqualTo(201);

        Answer here = api(Map.of()).get("/payments/order-1");

        assertThat(DYNAMO_DB.items(table)).isEmpty();
        assertThat(here.status()).isEqualTo(200);
        assertThat(here.body()).isEqualTo(there.get("/payments/order-1").body());
        assertThat(api(Map.of()).get("/payments/order-2").status()).isEqualTo(404);
    }

    @Test
    @Threat("H05")
    @DisplayName(
            "H05 while the log does not answer a payment is read from the region's table, with the time of its last step there")
    void withoutTheLogTheTableAnswersAndSaysOfWhen() {
        region.own(deadline);
        ApiFixture api = api(Map.of("CORS_ALLOWED_ORIGIN", "https://app.example.com"));
        assertThat(api.post(VALID).status()).isEqualTo(201);
        Answer now = api.get("/payments/order-1");
        assertThat(now.status()).isEqualTo(200);
        assertThat(now.hasHeader("Payment-As-Of")).isFalse();
        assertThat(now.hasHeader("Access-Control-Expose-Headers")).isFalse();

        theLogDoesNotAnswer();
        Answer earlier = api.get("/payments/order-1");

        assertThat(earlier.status()).isEqualTo(200);
        assertThat(earlier.body()).isEqualTo(now.body());
        assertThat(earlier.header("Payment-As-Of")).matches("20[0-9-]+T[0-9:.]+Z");
        assertThat(earlier.header("Access-Control-Expose-Headers")).isEqualTo("Payment-As-Of");
    }

    @Test
    @Threat("H01")
    @DisplayName("H01 while the log does not answer no payment is unknown")
    void withoutTheLogNoPaymentIsUnknown() {
        theLogDoesNotAnswer();

        Answer answer = api(Map.of()).get("/payments/order-1");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @Test
    @Threat("H02")
    @DisplayName(
            "H02 a region that catches up is given no requests while another one owns; the owner is given them in any case")
    void aRegionThatCatchesUpIsGivenNoRequests() {
        assertThat(api(Map.of()).get("/health").status()).as("nothing is known").isEqualTo(200);

        reports("2026-01-01T00:00:00.000Z");
        Answer waits = api(Map.of()).get("/health");
        assertThat(waits.status()).isEqualTo(503);
        assertThat(waits.body().path("status").asText()).isEqualTo("catching-up");

        region.own(deadline);
        assertThat(api(Map.of()).get("/health").status()).as("the owner").isEqualTo(200);

        other.own(deadline);
        theLogDoesNotAnswer();
        assertThat(api(Map.of()).get("/health").status())
                .as("a log that does not answer says nothing against the region")
                .isEqualTo(200);
    }

    @Test
    @Threat("G06")
    @DisplayName("G06 the first payment of a snapshot goes the way of the log, whichever region owns")
    void theFirstPaymentGoesTheWayOfTheLog() {
        FunctionEnvironment environment =
                new FunctionEnvironment(FunctionContract.PAYMENTS_API, RegionParts.variables("eu-west-1", table, log));

        assertThatCode(new FirstPayment(environment, ServiceSettings.from(environment))::run)
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("deep health names the log beside the table")
    void deepHealthNamesTheLog() {
        assertThat(api(Map.of()).get("/health/deep").body().path("dependencies").toString())
                .isEqualTo("{\"log\":\"ok\",\"table\":\"ok\"}");

        theLogDoesNotAnswer();
        Answer down = api(Map.of()).get("/health/deep");
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.body().path("dependencies").toString()).isEqualTo("{\"log\":\"down\",\"table\":\"ok\"}");
    }

    /** The region's projector has begun to scan and is not at the end. */
    private void reports(String began) {
        DYNAMO_DB.client().putItem(put -> put.tableName(log)
                .item(Map.of(
                        "payment_id", AttributeValue.fromS("region#eu-west-1"),
                        "version", AttributeValue.fromN("0"),
                        "kind", AttributeValue.fromS("region"),
                        "region", AttributeValue.fromS("eu-west-1"),
                        "state", AttributeValue.fromS("catching-up"),
                        "revision", AttributeValue.fromN("1"),
                        "lag_ms", AttributeValue.fromN("0"),
                        "scans", AttributeValue.fromN("1"),
                        "scan_began", AttributeValue.fromS(began))));
    }
}
