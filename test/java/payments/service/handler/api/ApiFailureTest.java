package payments.service.handler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.service.store.FaultyDynamoDb.before;
import static payments.service.store.FaultyDynamoDb.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crac.Core;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.Threat;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.service.Waits;
import payments.service.handler.SampleVariables;
import payments.service.handler.ServiceSettings;
import payments.service.handler.api.ApiFixture.Answer;
import payments.service.observability.JsonLines;
import payments.service.resilience.Deadline;
import payments.service.resilience.HealthProbe;
import payments.service.store.FaultyDynamoDb;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;

/** What the API says when something breaks, and what the log says then. */
class ApiFailureTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final String CARD = "4111" + "1111" + "1111" + "1111";
    private static final String VALID = "{\"payment_id\":\"order-1\",\"amount\":12.34}";

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final FaultyDynamoDb line = new FaultyDynamoDb(DYNAMO_DB.client());
    private final ApiFixture api = new ApiFixture(line, table);

    @Test
    @Requirement("A10")
    @Threat({"J06", "G03"})
    @DisplayName("J06 an internal error leaks nothing, and the log has classes only")
    void anInternalErrorLeaksNothing() {
        // given
        line.onTransactions(
                before(new IllegalStateException("secret " + CARD, new IllegalArgumentException("secret cause"))));

        // when
        Answer answer = api.post(VALID);

        // then
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.problem()).isEqualTo("internal-error");
        assertThat(answer.envelope().toString()).doesNotContain("secret", "IllegalState");
        assertThat(String.join("\n", api.lines()))
                .contains(ApiFixture.REQUEST_ID, "java.lang.IllegalStateException", "IllegalArgumentException")
                .doesNotContain("secret", CARD);
        assertThat(DYNAMO_DB.items(table)).isEmpty();
    }

    @Test
    @Threat("G01")
    @DisplayName("G01 with too little time left the answer is 503 and nothing is begun")
    void withTooLittleTimeNothingIsBegun() {
        api.leave(1000);

        Answer answer = api.post(VALID);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(line.transactions()).isEmpty();
    }

    @Test
    @Threat({"H01", "H08"})
    @DisplayName("H01 a region that is not the home answers 503 and writes nothing")
    void aRegionThatIsNotTheHomeWritesNothing() {
        Answer answer = new ApiFixture(line, table, Map.of("REGION_ROLE", "standby")).post(VALID);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("not-the-writer");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(DYNAMO_DB.items(table)).isEmpty();
        assertThat(new ApiFixture(line, table, Map.of("REGION_ROLE", "home"))
                        .post(VALID)
                        .status())
                .isEqualTo(201);
    }

    @Test
    @Threat({"A34", "G08"})
    @DisplayName("A34 without the table health is 200 shallow and 503 deep; a database counts too")
    void healthIsShallowOrDeep() {
        // given
        HealthProbe database = new HealthProbe() {
            @Override
            public String name() {
                return "database";
            }

            @Override
            public void probe(Deadline deadline) {
                throw new IllegalStateException("secret host");
            }
        };
        ApiFixture withDatabase = new ApiFixture(line, table, Map.of(), new Waits().backoff(), List.of(database));

        // then
        assertThat(api.get("/health/deep").status()).isEqualTo(200);
        Answer down = withDatabase.get("/health/deep");
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.body().path("dependencies").toString()).isEqualTo("{\"database\":\"down\",\"table\":\"ok\"}");
        assertThat(down.envelope().toString()).doesNotContain("secret");

        line.onReads(Collections.nCopies(10, before(error(500, "InternalServerError")))
                .toArray(FaultyDynamoDb.Fault[]::new));
        assertThat(api.get("/health/deep").status()).isEqualTo(503);
        assertThat(api.get("/health").status()).isEqualTo(200);
        assertThat(api.get("/health").body().path("region").asText()).isEqualTo("eu-west-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"Records\":[]}", "{\"httpMethod\":\"GET\"}", "not json"})
    void anEventThatIsNoHttpRequestIsAnInternalErrorAndNotACrash(String event) {
        assertThat(api.invoke(event).problem()).isEqualTo("internal-error");
        assertThat(api.lines()).anyMatch(line -> line.contains("\"level\":\"ERROR\""));
    }

    @Test
    @Requirement("X6")
    @DisplayName("I7 every line is one JSON object with the request's id, and none holds a body")
    void everyLineIsJsonAndHoldsNoBody() throws Exception {
        // when
        api.post("{\"payment_id\":\"order-1\",\"amount\":98765.43,\"description\":\"very private\"}");
        api.post("{\"payment_id\":\"order-1\",\"amount\":98765.43,\"description\":\"very private\"}");
        api.post("{\"payment_id\":\"order-1\",\"amount\":1}");
        api.get("/payments/order-1");

        // then
        ObjectMapper json = new ObjectMapper();
        for (String text : api.lines()) {
            JsonNode parsed = json.readTree(text);
            assertThat(text).doesNotContain("very private", "98765", "9876543");
            if (parsed.has("_aws")) {
                JsonNode metrics = parsed.at("/_aws/CloudWatchMetrics/0");
                assertThat(parsed.has(metrics.at("/Metrics/0/Name").asText())).isTrue();
                metrics.path("Dimensions")
                        .forEach(set -> set.forEach(name ->
                                assertThat(parsed.has(name.asText())).as(text).isTrue()));
            } else {
                assertThat(parsed.path("request_id").asText()).isEqualTo(ApiFixture.REQUEST_ID);
                assertThat(parsed.has("event") && parsed.has("level") && parsed.has("time"))
                        .isTrue();
            }
        }
        assertThat(api.lines())
                .anyMatch(line -> line.contains("\"PaymentsAccepted\":1"))
                .anyMatch(line -> line.contains("\"PaymentsReplayed\":1"))
                .anyMatch(line -> line.contains("\"Reason\":\"key-reused\""))
                .anyMatch(line -> line.contains("\"Latency\":"));
    }

    @Test
    @Threat("G09")
    @DisplayName("G09 nothing of one caller's request is left for the next")
    void nothingOfOneRequestIsLeftForTheNext() {
        api.post("{\"payment_id\":\"a\",\"amount\":1,\"description\":\"of the first\"}");

        Answer next = api.post("{\"payment_id\":\"b\",\"amount\":2}");

        assertThat(next.envelope().toString()).doesNotContain("of the first");
        assertThat(next.body().has("description")).isFalse();
    }

    @Test
    @Threat("G06")
    @DisplayName("G06 the first payment of a snapshot goes the whole way and asks nobody")
    void theFirstPaymentGoesTheWholeWay() {
        for (String dialect : List.of("payments", "payment", "process-payment", "payments-basic")) {
            Map<String, String> variables = new HashMap<>(SampleVariables.DEPLOYED);
            variables.put("API_DIALECT", dialect);
            variables.put("REGION_ROLE", "home");

            FunctionEnvironment environment = new FunctionEnvironment(FunctionContract.PAYMENTS_API, variables);
            new FirstPayment(environment, ServiceSettings.from(environment)).run();
        }
        assertThat(line.transactions()).isEmpty();
    }

    @Test
    @Threat("G06")
    @DisplayName("G06 priming that fails is written down and does not stop the snapshot")
    void primingThatFailsDoesNotStopTheSnapshot() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        JsonLines events = new JsonLines(lines::add, Clock.systemUTC(), Map.of());
        Runnable broken = () -> {
            throw new IllegalStateException("secret");
        };

        Snapshot snapshot = new Snapshot(broken, events);
        snapshot.beforeCheckpoint(Core.getGlobalContext());
        snapshot.afterRestore(Core.getGlobalContext());

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("snapshot-not-primed").doesNotContain("secret");
    }
}
