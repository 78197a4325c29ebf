package payments.service.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.Threat;
import payments.service.batch.TestClock;
import payments.service.database.DatabaseRefusedException;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.Payment;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Transition;
import payments.service.idempotency.IdempotencyScope;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;
import payments.service.json.JsonValue;
import payments.service.observability.EmbeddedMetrics;
import payments.service.observability.JsonLines;
import payments.service.outbox.EventMessage;
import payments.service.outbox.EventPublisher;
import payments.service.outbox.LedgerPosting;
import payments.service.outbox.OutboxRelay;
import payments.service.outbox.PaymentEvent;
import payments.service.payment.PaymentCommand;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.DynamoDbOutboxStore;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Requirement("D5")
class PaymentWorkflowTest {
    private static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();
    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(5));
    private static final Deadline OVER = () -> Duration.ZERO;
    private static final String CARD = "4111" + "1111" + "1111" + "1111";

    private final PaymentTable table = DYNAMODB.table(Optional.empty());
    private final TestClock clock = new TestClock();
    private final List<String> published = new ArrayList<>();
    private final List<PaymentEvent> posted = new ArrayList<>();
    private final PaymentService payments = payments("eu-west-1");
    private final PaymentWorkflow workflow = new PaymentWorkflow(payments, relay(this::post, this::publish));

    private PaymentService payments(String region) {
        return new PaymentService(
                new DynamoDbPaymentStore(DYNAMODB.client(), table, region, Optional.empty(), new Backoff()),
                clock,
                region);
    }

    private OutboxRelay relay(LedgerPosting ledger, EventPublisher publisher) {
        return new OutboxRelay(
                new DynamoDbOutboxStore(DYNAMODB.client(), table, new Backoff()),
                ledger,
                publisher,
                clock,
                new JsonLines(line -> {}, clock, Map.of()),
                new EmbeddedMetrics(line -> {}, clock, Map.of("Region", "eu-west-1")));
    }

    private void post(PaymentEvent event, Deadline deadline) {
        posted.add(event);
    }

    private void publish(PaymentEvent event, Deadline deadline) {
        published.add(EventMessage.of(event));
    }

    @AfterAll
    static void stop() {
        DYNAMODB.close();
    }

    @Test
    void aPendingPaymentIsValidatedCapturedAndPublished() throws Exception {
        create("p-1");

        assertThat(workflow.validate(input("p-1"), LONG)).isEqualTo(new StepResult("p-1", true, "pending", ""));
        assertThat(workflow.process(input("p-1"), LONG)).isEqualTo(new StepResult("p-1", true, "captured", ""));
        assertThat(workflow.publish(input("p-1"), LONG)).isEqualTo(new StepResult("p-1", true, "captured", ""));

        assertThat(payment("p-1").progress().capturedMinorUnits()).isEqualTo(1234);
        assertThat(posted)
                .extracting(PaymentEvent::type)
                .containsExactly(PaymentEvent.Type.CREATED, PaymentEvent.Type.AUTHORISED, PaymentEvent.Type.CAPTURED);
        assertThat(published)
                .containsExactlyElementsOf(posted.stream().map(EventMessage::of).toList());
    }

    /** The item stays as it is but for our attributes, and its events begin behind that of the creation, which nobody wrote. */
    @Test
    @Requirement({"K7", "X5"})
    void aPendingPaymentOfAnEarlierSystemIsCapturedOnceAndPublished() throws Exception {
        Map<String, AttributeValue> before = earlier("p-1", "75.5", "pending");

        assertThat(workflow.validate(input("p-1"), LONG)).isEqualTo(new StepResult("p-1", true, "pending", ""));
        for (int i = 0; i < 2; i++) {
            assertThat(workflow.process(input("p-1"), LONG).status()).isEqualTo("captured");
            assertThat(workflow.publish(input("p-1"), LONG).status()).isEqualTo("captured");
        }

        assertThat(payment("p-1").progress().capturedMinorUnits()).isEqualTo(7550);
        assertThat(posted)
                .extracting(PaymentEvent::type)
                .containsExactly(PaymentEvent.Type.AUTHORISED, PaymentEvent.Type.CAPTURED);
        assertThat(DYNAMODB.items(table, "payment")).singleElement().satisfies(item -> {
            assertThat(item).containsAllEntriesOf(without(before, "status"));
            assertThat(item).containsEntry("status", AttributeValue.fromS("captured"));
        });
    }

    @Test
    @Requirement({"K7", "X5"})
    void aProcessedPaymentOfAnEarlierSystemIsNotTakenAgain() throws Exception {
        Map<String, AttributeValue> before = earlier("p-1", "75.5", "processed");

        assertThat(workflow.process(input("p-1"), LONG)).isEqualTo(new StepResult("p-1", true, "captured", ""));
        assertThat(workflow.publish(input("p-1"), LONG).status()).isEqualTo("captured");

        assertThat(DYNAMODB.items(table)).containsExactly(before);
        assertThat(posted).isEmpty();
    }

    /** A sort key other than that of our own payments. */
    @Test
    @Requirement("K7")
    void aStepIsTakenWhereTheItemLies() {
        PaymentTable sorted = DYNAMODB.table(Optional.of("timestamp"));
        DYNAMODB.client().putItem(put -> put.tableName(sorted.name()).item(item("p-1", "75.5", "pending")));
        PaymentService service = new PaymentService(
                new DynamoDbPaymentStore(DYNAMODB.client(), sorted, "eu-west-1", Optional.empty(), new Backoff()),
                clock,
                "eu-west-1");

        service.apply(
                new TransitionCommand(
                        new PaymentId("p-1"), "op", Transition.AUTHORISE, Optional.empty(), "test", "test"),
                LONG);

        assertThat(DYNAMODB.items(sorted, "payment")).singleElement().satisfies(item -> assertThat(item)
                .containsEntry("timestamp", AttributeValue.fromN("1732832400"))
                .containsEntry("status", AttributeValue.fromS("authorised")));
        assertThat(service.find(new PaymentId("p-1"), LONG))
                .map(Payment::status)
                .contains(PaymentStatus.AUTHORISED);
    }

    @Test
    @Requirement("K7")
    void anItemThatCannotBeReadIsNoPaymentToTheWorkflow() throws Exception {
        earlier("p-1", "75.5", "unheard-of");

        assertThat(workflow.validate(input("p-1"), LONG))
                .isEqualTo(new StepResult("p-1", false, "unknown", "unknown-payment"));
        assertThat(workflow.fail(input("p-1"), LONG).reason()).isEqualTo("unknown-payment");
    }

    private Map<String, AttributeValue> earlier(String id, String amount, String status) {
        Map<String, AttributeValue> item = item(id, amount, status);
        DYNAMODB.client().putItem(put -> put.tableName(table.name()).item(item));
        return item;
    }

    private static Map<String, AttributeValue> item(String id, String amount, String status) {
        return Map.of(
                "payment_id", AttributeValue.fromS(id),
                "timestamp", AttributeValue.fromN("1732832400"),
                "amount", AttributeValue.fromN(amount),
                "currency", AttributeValue.fromS("USD"),
                "status", AttributeValue.fromS(status),
                "environment", AttributeValue.fromS("dev"),
                "created_at", AttributeValue.fromS("2024-11-28T22:20:00.123456"));
    }

    private static Map<String, AttributeValue> without(Map<String, AttributeValue> item, String name) {
        Map<String, AttributeValue> rest = new HashMap<>(item);
        rest.remove(name);
        return rest;
    }

    @Threat("D01")
    @Test
    void everyStepMayRunAgainAndAPublishedEventIsNotPublishedAgain() throws Exception {
        create("p-1");
        for (int i = 0; i < 3; i++) {
            assertThat(workflow.process(input("p-1"), LONG).status()).isEqualTo("captured");
            assertThat(workflow.publish(input("p-1"), LONG).status()).isEqualTo("captured");
        }

        assertThat(payment("p-1").progress().version()).isEqualTo(3);
        assertThat(published).hasSize(3);
    }

    @Threat({"D16", "H03"})
    @Test
    void aRegionThatPublishesAgainWhatAnotherOnePublishedUsesTheSameWords() throws Exception {
        // given a region that captured the payment and died when its words were out
        create("p-1");
        workflow.process(input("p-1"), LONG);
        PaymentWorkflow dying = new PaymentWorkflow(payments, relay(this::post, (event, deadline) -> {
            publish(event, deadline);
            throw new UnavailableException("the answer is lost");
        }));
        assertThatThrownBy(() -> dying.publish(input("p-1"), LONG)).isInstanceOf(StepUnavailableException.class);

        // when the other region goes on
        new PaymentWorkflow(payments("eu-central-1"), relay(this::post, this::publish)).publish(input("p-1"), LONG);

        // then
        assertThat(published).hasSize(4);
        assertThat(published.get(1)).isEqualTo(published.get(0)).contains("\"region\":\"eu-west-1\"");
    }

    @Test
    void aPaymentThatIsOverIsNotValid() throws Exception {
        create("p-1");
        assertThat(workflow.fail(input("p-1"), LONG)).isEqualTo(new StepResult("p-1", true, "failed", ""));

        assertThat(workflow.validate(input("p-1"), LONG))
                .isEqualTo(new StepResult("p-1", false, "failed", "payment-is-over"));
        assertThatThrownBy(() -> workflow.process(input("p-1"), LONG))
                .isInstanceOf(PaymentRefusedException.class)
                .hasMessage("payment-is-over");
    }

    @Threat("I6")
    @Test
    void aCapturedPaymentCannotBeFailed() throws Exception {
        create("p-1");
        StepResult captured = workflow.process(input("p-1"), LONG);

        assertThat(workflow.fail(input("p-1"), LONG)).isEqualTo(captured);
        assertThat(payment("p-1").status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Threat("I6")
    @Test
    void aRefundThatCameInBetweenIsPublishedAfterTheCapture() throws Exception {
        create("p-1");
        workflow.process(input("p-1"), LONG);
        payments.apply(
                new TransitionCommand(new PaymentId("p-1"), "op", Transition.REFUND, Optional.empty(), "test", "test"),
                LONG);

        assertThat(workflow.publish(input("p-1"), LONG).status()).isEqualTo("refunded");
        assertThat(posted).extracting(PaymentEvent::sequence).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aLedgerThatRefusesIsNoErrorToBeRetriedAndNothingIsPublished() throws Exception {
        create("p-1");
        workflow.process(input("p-1"), LONG);
        PaymentWorkflow refused = new PaymentWorkflow(
                payments,
                relay(
                        (event, deadline) -> {
                            throw new DatabaseRefusedException(new SQLException("secret", "23514"));
                        },
                        this::publish));

        assertThatThrownBy(() -> refused.publish(input("p-1"), LONG))
                .isInstanceOf(PaymentRefusedException.class)
                .hasMessageStartingWith("ledger-refuses: ")
                .hasMessageNotContaining("secret");
        assertThat(published).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | invalid-id",
                "[] | invalid-id",
                "{\"payment_id\":7} | invalid-id",
                "{\"payment_id\":\"a b\"} | invalid-id",
                "{\"payment_id\":\"nobody\"} | unknown-payment"
            })
    void badInputIsAnAnswerOfValidateAndAnErrorOfTheOthers(String text, String reason) throws Exception {
        JsonValue input = read(text);

        StepResult result = workflow.validate(input, LONG);

        assertThat(result.valid()).isFalse();
        assertThat(result.reason()).isEqualTo(reason);
        assertThatThrownBy(() -> workflow.process(input, LONG))
                .isInstanceOf(PaymentRefusedException.class)
                .hasMessage(reason);
        assertThat(workflow.fail(input, LONG).valid()).isFalse();
    }

    @Threat("I7")
    @Test
    void cardDataInTheInputIsRefusedAndNotHandedOn() throws Exception {
        create("p-1");
        JsonValue input = read("{\"payment_id\":\"p-1\",\"note\":\"" + CARD + "\"}");

        StepResult result = workflow.validate(input, LONG);

        assertThat(result.valid()).isFalse();
        assertThat(result.reason()).isEqualTo("pan-not-allowed");
        assertThat(result.fields().toString()).doesNotContain(CARD);
        assertThat(workflow.fail(input, LONG).fields().toString()).doesNotContain(CARD);
    }

    /** State machines match the full class name; renaming a class would silently end the retries. */
    @Test
    void theNamesThatStateMachinesRetryAndCatchAreFixed() {
        assertThat(StepUnavailableException.class.getName())
                .isEqualTo("payments.service.workflow.StepUnavailableException");
        assertThat(PaymentRefusedException.class.getName())
                .isEqualTo("payments.service.workflow.PaymentRefusedException");
    }

    @Test
    void whatDoesNotAnswerIsAnErrorToBeRetried() throws Exception {
        create("p-1");

        assertThatThrownBy(() -> workflow.process(input("p-1"), OVER)).isInstanceOf(StepUnavailableException.class);
        assertThatThrownBy(() -> workflow.validate(input("p-1"), OVER)).isInstanceOf(StepUnavailableException.class);
        assertThatThrownBy(() -> workflow.fail(input("p-1"), OVER)).isInstanceOf(StepUnavailableException.class);
        assertThat(payment("p-1").status()).isEqualTo(PaymentStatus.PENDING);
    }

    @Threat("D11")
    @Test
    void aTopicThatDoesNotAnswerIsAnErrorToBeRetriedAndThePaymentStaysCaptured() throws Exception {
        create("p-1");
        workflow.process(input("p-1"), LONG);
        PaymentWorkflow cut = new PaymentWorkflow(payments, relay(this::post, (event, deadline) -> {
            throw new UnavailableException("the topic denies it");
        }));

        assertThatThrownBy(() -> cut.publish(input("p-1"), LONG)).isInstanceOf(StepUnavailableException.class);
        assertThat(payment("p-1").status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    private void create(String id) {
        payments.create(
                new PaymentCommand(
                        new IdempotencyScope("anonymous", "test", id),
                        Optional.of(new PaymentId(id)),
                        new Money(1234, Currencies.of("USD")),
                        PaymentDetails.NONE,
                        "test"),
                LONG);
    }

    private Payment payment(String id) {
        return payments.find(new PaymentId(id), LONG).orElseThrow();
    }

    private static JsonValue input(String id) throws InvalidJsonException {
        return read("{\"payment_id\":\"" + id + "\"}");
    }

    private static JsonValue read(String text) throws InvalidJsonException {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
