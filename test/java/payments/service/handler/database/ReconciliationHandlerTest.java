package payments.service.handler.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;
import payments.service.json.JsonValue;
import payments.service.ledger.Entries;
import payments.service.ledger.LedgerFixture;
import payments.service.ledger.LedgerReader;
import payments.service.observability.EmbeddedMetrics;
import payments.service.observability.JsonLines;
import payments.service.reconciliation.Reconciliation;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.DynamoDbOutboxStore;
import payments.service.store.DynamoDbPaymentScan;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;

/** The report as its reader gets it: answer, log and metrics. */
class ReconciliationHandlerTest {
    private static final Deadline PLENTY = () -> Duration.ofMinutes(1);

    private static LocalDynamoDb dynamoDb;
    private static LedgerFixture ledger;

    private final List<String> lines = new ArrayList<>();
    private ReconciliationHandler handler;

    @BeforeAll
    static void start() {
        dynamoDb = new LocalDynamoDb();
        ledger = new LedgerFixture();
        ledger.ledger().post(Entries.authorised("nobody-stored-me", "shop", 500), LedgerFixture.PLENTY);
    }

    @AfterAll
    static void stop() {
        ledger.close();
        dynamoDb.close();
    }

    @BeforeEach
    void makeHandler() {
        PaymentTable table = dynamoDb.table(Optional.of("created_at_ms"));
        handler = new ReconciliationHandler(
                new Reconciliation(
                        new DynamoDbPaymentScan(dynamoDb.client(), table, new Backoff()),
                        new DynamoDbPaymentStore(
                                dynamoDb.client(), table, "eu-west-1", Optional.empty(), new Backoff()),
                        new DynamoDbOutboxStore(dynamoDb.client(), table, new Backoff()),
                        new LedgerReader(ledger.database()),
                        Clock.systemUTC()),
                new JsonLines(lines::add, Clock.systemUTC(), Map.of()),
                new EmbeddedMetrics(lines::add, Clock.systemUTC(), Map.of()));
    }

    @Test
    @Threat("E10")
    void theAnswerListsWhatWasFound() throws Exception {
        assertThat(answer("{}")).isEqualTo("""
                        {"agrees":false,"complete":true,"payments":0,"ledger_payments":1,"waiting":0,\
                        "longest_wait_seconds":0,"missing":0,"extra":1,"differing":0,\
                        "held_up":false,"unreadable":0,"contradictions":0,\
                        "missing_ids":[],"extra_ids":["nobody-stored-me"],"unreadable_ids":[],\
                        "differences":[],"contradiction_list":[]}""");
    }

    @Test
    void whatWasFoundIsInTheLogAndInTheMetrics() throws Exception {
        answer("{}");

        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .contains("ledger-disagrees", "\"extra\":1", "\"extra_ids\":[\"nobody-stored-me\"]"))
                .anySatisfy(line -> assertThat(line).contains("\"ReconciliationIncomplete\":0"))
                .anySatisfy(line -> assertThat(line).contains("\"ReconciliationExtra\":1"))
                .anySatisfy(line -> assertThat(line).contains("\"ReconciliationMissing\":0"));
    }

    /** A schedule throws the answer away. */
    @Test
    void aRunThatDoesNotReachTheEndRaisesAnAlarmAndLogsWhereToGoOn() throws Exception {
        handler.answer(new JsonValue.Obj(Map.of()), () -> Duration.ofSeconds(9));

        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("\"complete\":false", "\"next\":\"ledger:"))
                .anySatisfy(line -> assertThat(line).contains("\"ReconciliationIncomplete\":1"));
    }

    @Test
    void aRunGoesOnWhereTheEventSays() throws Exception {
        assertThat(answer("{\"next\":\"ledger:nobody-stored-me\"}"))
                .contains("\"ledger_payments\":0", "\"agrees\":true");
    }

    private String answer(String event) throws InvalidJsonException {
        return handler.answer(JsonReader.read(event.getBytes(StandardCharsets.UTF_8)), PLENTY);
    }
}
