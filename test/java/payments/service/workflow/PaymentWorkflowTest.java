package payments.service.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.Threat;
import payments.service.batch.TestClock;
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
import payments.service.outbox.PaymentEvent;
import payments.service.payment.PaymentCommand;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
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
    private final PaymentService payments = new PaymentService(
            new DynamoDbPaymentStore(DYNAMODB.client(), table, "eu-west-1", Optional.empty(), new Backoff()),
            new TestClock(),
            "eu-west-1");
    private final List<PaymentEvent> published = new ArrayList<>();
    private final PaymentWorkflow workflow =
            new PaymentWorkflow(payments, (event, deadline) -> published.add(event), "eu-west-1");

    @AfterAll
    static void stop() {
        DYNAMODB.close();
    }

    @Test
    void aPendingPaymentIsValidatedCapturedAndAnnounced() throws Exception {
        create("p-1");

        assertThat(workflow.validate(input("p-1"), LONG)).isEqualTo(new StepResult("p-1", true, "pending", ""));
        assertThat(workflow.process(input("p-1"), LONG)).isEqualTo(new StepResult("p-1", true, "captured", ""));
        assertThat(workflow.announce(input("p-1"), LONG)).isEqualTo(new StepResult("p-1", true, "captured", ""));

        assertThat(payment("p-1").progress().capturedMinorUnits()).isEqualTo(1234);
        assertThat(published).extracting(PaymentEvent::type).containsExactly(PaymentEvent.Type.CAPTURED);
    }

    @Threat({"D01", "D16"})
    @Test
    void everyStepMayRunAgainAndTheAnnouncementIsTheOutboxsOwnEvent() throws Exception {
        create("p-1");
        for (int i = 0; i < 3; i++) {
            assertThat(workflow.process(input("p-1"), LONG).status()).isEqualTo("captured");
            assertThat(workflow.announce(input("p-1"), LONG).status()).isEqualTo("captured");
        }

        assertThat(payment("p-1").progress().version()).isEqualTo(3);
        List<String> outbox = DYNAMODB.items(table, "event").stream()
                .flatMap(item -> item.values().stream().map(AttributeValue::s))
                .toList();
        assertThat(published).hasSize(3).allSatisfy(event -> assertThat(outbox).contains(event.eventId()));
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

    @Test
    void aRefundedPaymentIsAnnouncedByTheOutboxAlone() throws Exception {
        create("p-1");
        workflow.process(input("p-1"), LONG);
        payments.apply(
                new TransitionCommand(new PaymentId("p-1"), "op", Transition.REFUND, Optional.empty(), "test", "test"),
                LONG);

        assertThat(workflow.announce(input("p-1"), LONG).status()).isEqualTo("refunded");
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
        PaymentWorkflow cut = new PaymentWorkflow(
                payments,
                (event, deadline) -> {
                    throw new UnavailableException("the topic denies it");
                },
                "eu-west-1");

        assertThatThrownBy(() -> cut.announce(input("p-1"), LONG)).isInstanceOf(StepUnavailableException.class);
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
