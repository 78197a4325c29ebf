package payments.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.MovableClock;
import payments.service.Waits;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.Origin;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.handler.FunctionCalls;
import payments.service.handler.SampleVariables;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.handler.database.ReconciliationHandler;
import payments.service.handler.queue.OutboxRelayHandler;
import payments.service.idempotency.IdempotencyScope;
import payments.service.ledger.LedgerFixture;
import payments.service.ledger.LedgerReader;
import payments.service.observability.Metrics;
import payments.service.payment.PaymentCommand;
import payments.service.payment.TransitionCommand;
import payments.service.reconciliation.Reconciliation;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.DynamoDbPaymentScan;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import payments.testing.Deployments;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/**
 * A ledger that takes nothing because of itself: no event is given up, and the alarms of the deployed flagship are raised by what
 * the functions write, a simulated minute at a time.
 */
class UnpublishedEventsTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MINUTES_BETWEEN_SWEEPS = 1;
    private static final SynthesizedStack STACK = Deployments.of("payments").stacks().values().stream()
            .filter(stack -> relays(stack).findAny().isPresent())
            .findFirst()
            .orElseThrow();

    @AfterAll
    static void stopDynamoDb() {
        DYNAMO_DB.close();
    }

    private final LedgerFixture ledger = new LedgerFixture();
    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final SimulatedCloudWatch cloudWatch = new SimulatedCloudWatch();
    private final Set<String> raised = new TreeSet<>();
    private final List<String> published = new ArrayList<>();
    private final ServiceParts parts = parts(cloudWatch);
    private final OutboxRelayHandler relay = new OutboxRelayHandler(
            parts,
            parts.relay(
                    ledger.ledger(),
                    (event, deadline) -> published.add(event.type().word())));
    private final ReconciliationHandler reconciliation = reconciliation(parts.metrics());

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    @Threat("F12")
    @DisplayName("F12 a right that the ledger's role has lost gives no event up, and raises the alarms")
    void aRightThatIsMissingGivesNoEventUpAndRaisesTheAlarms() throws IOException {
        // given
        ledger.run("revoke insert on ledger.journal_entry from payments_app");
        for (String id : List.of("a", "b", "c")) {
            capture(id);
        }

        // when the stream shows its batch again and again, and the sweep and the reconciliation run
        for (int minute = 0; minute <= 65; minute++) {
            assertThat(FunctionCalls.invoke(relay, stream()).path("batchItemFailures"))
                    .as("records that go back to the stream")
                    .isNotEmpty();
            nextMinute(minute);
            if (minute == 20) {
                assertThat(raised)
                        .contains("outbox-relay-iterator-age", "outbox-age", "events-not-published")
                        .doesNotContain("reconciliation-wait");
            }
        }
        JsonNode report = FunctionCalls.invoke(reconciliation, JSON.createObjectNode());
        nextMinute(1);

        // then
        assertThat(published).as("what needs no entry in the ledger").containsOnly("payment.created");
        assertThat(report.path("agrees").asBoolean()).isFalse();
        assertThat(raised).contains("reconciliation-wait", "reconciliation-differing");

        // when the right is given back
        ledger.run("grant insert on ledger.journal_entry to payments_app");
        FunctionCalls.invoke(relay, JSON.createObjectNode());

        // then
        assertThat(published).hasSize(9).filteredOn("payment.captured"::equals).hasSize(3);
        assertThat(FunctionCalls.invoke(reconciliation, JSON.createObjectNode())
                        .path("agrees")
                        .asBoolean())
                .isTrue();
        clock.move(Duration.ofMinutes(30));
        FunctionCalls.invoke(relay, JSON.createObjectNode());
        raised.clear();
        nextMinute(1);
        assertThat(raised).isEmpty();
    }

    /** Runs the sweep when it is due, lets a minute pass, and notes which alarms are raised at its end. */
    private void nextMinute(int minute) throws IOException {
        if (minute % MINUTES_BETWEEN_SWEEPS == 0) {
            FunctionCalls.invoke(relay, JSON.createObjectNode());
        }
        behindTheStream();
        clock.move(Duration.ofMinutes(1));
        for (SynthesizedResource alarm : STACK.resources("aws_cloudwatch_metric_alarm")) {
            if (alarm.at("treat_missing_data").asText().equals("notBreaching")
                    && List.of("Sum", "Maximum").contains(alarm.at("statistic").asText())
                    && cloudWatch.raises(alarm, clock.instant())) {
                raised.add(alarm.path().replaceAll(".*/", ""));
            }
        }
    }

    /** Lambda reports the age of the last record of each batch, however the batch ends. */
    private void behindTheStream() {
        if (!published.contains("payment.captured")) {
            String function = relays(STACK).findFirst().orElseThrow().ref("function_name");
            Duration age = Duration.between(Instant.parse("2026-01-01T12:00:00Z"), clock.instant());
            cloudWatch.add("AWS/Lambda", "IteratorAge", Map.of("FunctionName", function), clock.instant(), (double)
                    age.toMillis());
        }
    }

    private void capture(String id) {
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        parts.payments()
                .create(
                        new PaymentCommand(
                                new IdempotencyScope(Origin.ANONYMOUS, "POST /payments", id),
                                Optional.of(new PaymentId(id)),
                                new Money(100, Currencies.of("USD")),
                                PaymentDetails.NONE,
                                "request"),
                        deadline);
        for (Transition transition : List.of(Transition.AUTHORISE, Transition.CAPTURE)) {
            parts.payments()
                    .apply(
                            new TransitionCommand(
                                    new PaymentId(id),
                                    transition.word(),
                                    transition,
                                    Optional.empty(),
                                    "test",
                                    "request"),
                            deadline);
        }
    }

    private ReconciliationHandler reconciliation(Metrics metrics) {
        return new ReconciliationHandler(
                new Reconciliation(
                        new DynamoDbPaymentScan(DYNAMO_DB.client(), table, new Backoff()),
                        parts.store(),
                        parts.outbox(),
                        new LedgerReader(ledger.database()),
                        clock),
                parts.events(),
                metrics);
    }

    /** As the deployed relay has them, so that its metrics have the dimensions that the alarms watch. */
    private ServiceParts parts(Consumer<String> lines) {
        Map<String, String> variables = new HashMap<>(SampleVariables.DEPLOYED);
        JsonNode deployed = relays(STACK).findFirst().orElseThrow().at("environment.variables");
        for (String name : List.of("REGION", "ENVIRONMENT_SUFFIX")) {
            variables.put(name, deployed.path(name).asText());
        }
        variables.put("DYNAMODB_TABLE", table.name());
        return ServiceParts.of(
                ServiceSettings.from(new FunctionEnvironment(FunctionContract.OUTBOX_RELAY, variables)),
                DYNAMO_DB.client(),
                clock,
                new Waits().backoff(),
                lines);
    }

    private static Stream<SynthesizedResource> relays(SynthesizedStack stack) {
        return stack.resources("aws_lambda_function").stream()
                .filter(function -> function.path().contains("outbox-relay"));
    }

    private ObjectNode stream() {
        return FunctionCalls.stream(DYNAMO_DB.items(table, "event"));
    }
}
