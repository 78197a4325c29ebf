package payments.service.handler.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.Threat;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.service.MovableClock;
import payments.service.Waits;
import payments.service.database.DatabaseRefusedException;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.Origin;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.handler.FunctionCalls;
import payments.service.handler.SampleVariables;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.idempotency.IdempotencyScope;
import payments.service.ledger.LedgerConflictException;
import payments.service.outbox.EventPublisher;
import payments.service.outbox.LedgerPosting;
import payments.service.payment.PaymentCommand;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;

@Requirement("D9")
class OutboxRelayHandlerTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final ObjectMapper JSON = new ObjectMapper();

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final List<String> lines = new ArrayList<>();
    private final List<String> published = new ArrayList<>();
    private final ServiceParts parts =
            ServiceParts.of(settings(), DYNAMO_DB.client(), clock, new Waits().backoff(), lines::add);

    private ServiceSettings settings() {
        Map<String, String> variables = new HashMap<>(SampleVariables.DEPLOYED);
        variables.put("DYNAMODB_TABLE", table.name());
        return ServiceSettings.from(new FunctionEnvironment(FunctionContract.OUTBOX_RELAY, variables));
    }

    private OutboxRelayHandler handler(EventPublisher publisher) {
        return new OutboxRelayHandler(parts, parts.relay(LedgerPosting.NONE, publisher));
    }

    private final OutboxRelayHandler handler =
            handler((event, deadline) -> published.add(event.paymentId().value()));

    @Test
    @Threat("D11")
    @DisplayName("D11 events of the stream go out, other items of the table do not")
    void eventsOfTheStreamGoOut() throws IOException {
        pay("a");
        pay("b");

        assertThat(FunctionCalls.invoke(handler, stream()).path("batchItemFailures"))
                .isEmpty();
        assertThat(published).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @Threat({"D03", "D11"})
    @DisplayName("D11 a topic that refuses returns the first record, from which the stream goes on")
    void aTopicThatRefusesReturnsTheFirstRecord() throws IOException {
        pay("a");
        OutboxRelayHandler refused = handler((event, deadline) -> {
            throw new UnavailableException("topic");
        });

        ObjectNode event = stream();
        JsonNode failures = FunctionCalls.invoke(refused, event).path("batchItemFailures");

        assertThat(failures).hasSize(1);
        assertThat(failures.get(0).path("itemIdentifier").asText()).startsWith("sequence-");
        assertThat(lines).anyMatch(line -> line.contains("event-not-published"));
        assertThat(FunctionCalls.invoke(handler, event).path("batchItemFailures"))
                .isEmpty();
        assertThat(published).containsExactly("a");
    }

    @ParameterizedTest
    @MethodSource("refusalsOfTheLedger")
    @Threat({"D11", "F12"})
    @DisplayName(
            "F12 an event that the ledger refuses is reported, stays in the outbox, unpublished, and holds up no other")
    void anEventThatTheLedgerRefusesHoldsUpNoOther(RuntimeException refusal) throws IOException {
        pay("a");
        pay("b");
        OutboxRelayHandler withLedger = new OutboxRelayHandler(
                parts,
                parts.relay(
                        (event, deadline) -> {
                            if (event.paymentId().value().equals("a")) {
                                throw refusal;
                            }
                        },
                        (event, deadline) -> published.add(event.paymentId().value())));

        assertThat(FunctionCalls.invoke(withLedger, stream()).path("batchItemFailures"))
                .isEmpty();
        assertThat(published).containsExactly("b");
        assertThat(lines)
                .filteredOn(line -> line.contains("event-not-published"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("\"payment_id\":\"a\"", refusal.getClass().getSimpleName())
                .doesNotContain("secret");
        assertThat(lines).anyMatch(line -> line.contains("\"EventsNotPublished\":1"));

        // when the ledger is repaired
        clock.move(Duration.ofMinutes(1));
        FunctionCalls.invoke(handler, JSON.createObjectNode());
        assertThat(published).containsExactly("b", "a");
    }

    static Stream<RuntimeException> refusalsOfTheLedger() {
        return Stream.of(
                new DatabaseRefusedException(new SQLException("secret row", "23514")),
                new LedgerConflictException("secret"));
    }

    @Test
    @DisplayName("An unforeseen failure fails the whole call, and the stream shows its records again")
    void anUnforeseenFailureFailsTheCall() {
        pay("a");
        OutboxRelayHandler broken = handler((event, deadline) -> {
            throw new IllegalStateException("a defect");
        });

        assertThatThrownBy(() -> FunctionCalls.invoke(broken, stream())).hasMessage("a defect");
        assertThat(published).isEmpty();
    }

    @Test
    @Threat({"D05", "D15"})
    @DisplayName("D15 an event that cannot be read is reported and holds up no other")
    void anUnreadableEventHoldsUpNoOther() throws IOException {
        pay("a");
        ObjectNode event = stream();
        ObjectNode poison = JSON.createObjectNode().put("eventName", "INSERT");
        poison.putObject("dynamodb")
                .put("SequenceNumber", "poison")
                .putObject("NewImage")
                .set("kind", JSON.createObjectNode().put("S", "event"));
        ((ArrayNode) event.path("Records")).insert(0, poison);

        assertThat(FunctionCalls.invoke(handler, event).path("batchItemFailures"))
                .isEmpty();
        assertThat(published).containsExactly("a");
        assertThat(lines).anyMatch(line -> line.contains("event-unreadable"));
    }

    @Test
    @DisplayName("The schedule brings out what the stream lost")
    void theScheduleBringsOutWhatTheStreamLost() throws IOException {
        pay("a");
        clock.move(Duration.ofMinutes(1));

        JsonNode swept = FunctionCalls.invoke(handler, JSON.createObjectNode().put("source", "aws.events"));

        assertThat(swept.path("sent").asInt()).isEqualTo(1);
        assertThat(published).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "not json", ""})
    void anEventThatIsNoObjectIsAnError(String event) {
        assertThatThrownBy(() -> handler.handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        new ByteArrayOutputStream(),
                        FunctionCalls.context()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the event is no");
    }

    private void pay(String id) {
        parts.payments()
                .create(
                        new PaymentCommand(
                                new IdempotencyScope(Origin.ANONYMOUS, "POST /payments", id),
                                Optional.of(new PaymentId(id)),
                                new Money(100, Currencies.of("USD")),
                                PaymentDetails.NONE,
                                "request"),
                        Deadline.in(Duration.ofMinutes(1)));
    }

    private ObjectNode stream() {
        return FunctionCalls.stream(DYNAMO_DB.items(table));
    }
}
