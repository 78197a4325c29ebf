package payments.service.handler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.service.Waits;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.handler.api.ApiFixture.Answer;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import payments.service.payment.TransitionOutcome;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.DynamoDbRegionFence;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import payments.service.store.RegionFence;

/** How a caller has a payment captured: the answers, and which executions of the workflow they start. */
@Requirement("D5")
class CaptureRouteTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(5));
    private static final String MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:payment-workflow";
    private static final String REGION = "eu-west-1";
    private static final String CALLER = "AIDAEXAMPLE";

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final List<String> started = new ArrayList<>();
    private boolean silent;
    private final ApiFixture api = api(Map.of("PAYMENT_WORKFLOW_ARN", MACHINE));

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    @Test
    void aPendingPaymentIsHandedToTheWorkflow() {
        create("p-1");

        Answer answer = capture("p-1");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("payment_id").asText()).isEqualTo("p-1");
        assertThat(answer.body().path("status").asText()).isEqualTo("pending");
        assertThat(started).containsExactly(MACHINE + " p-1");
        assertThat(api.lines()).anyMatch(line -> line.contains("\"capture-requested\"") && line.contains("\"p-1\""));
    }

    /** The machine takes a name once, see {@link payments.service.workflow.StepFunctionsStarter}. */
    @Test
    @Requirement("X5")
    void aRepeatedRequestGetsTheSameAnswer() {
        create("p-1");

        assertThat(capture("p-1").body()).isEqualTo(capture("p-1").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAPTURE", "REFUND"})
    void aPaymentThatWasCapturedIsShownAndNothingStarts(String last) {
        create("p-1");
        apply("p-1", Transition.AUTHORISE);
        apply("p-1", Transition.CAPTURE);
        if (!last.equals("CAPTURE")) {
            apply("p-1", Transition.valueOf(last));
        }

        Answer answer = capture("p-1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isIn("captured", "refunded");
        assertThat(started).isEmpty();
    }

    @Test
    void aPaymentThatFailedStaysSo() {
        create("p-1");
        apply("p-1", Transition.FAIL);

        Answer answer = capture("p-1");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("payment-is-over");
        assertThat(started).isEmpty();
    }

    /** Nor learns anybody whether it exists. */
    @ParameterizedTest
    @ValueSource(strings = {"p-1", "nobody-made-it", "no%20id"})
    void noCallerCapturesThePaymentOfAnother(String id) {
        create("p-1");

        Answer answer = api.as("AIDASTRANGER", "POST", "/payments/" + id + "/capture", "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("unknown-payment");
        assertThat(started).isEmpty();
    }

    /** Taking the whole amount from someone who asked for a part of it would be an error with money. */
    @Test
    void aBodyIsRefusedAndNotIgnored() {
        create("p-1");

        Answer answer = api.as(CALLER, "POST", "/payments/p-1/capture", "{\"amount\": 1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("unexpected-body");
        assertThat(started).isEmpty();
        assertThat(api.as(CALLER, "POST", "/payments/p-1/capture", "[]").problem())
                .isEqualTo("body-not-an-object");
        assertThat(api.as(CALLER, "POST", "/payments/p-1/capture", " { }\n").status())
                .as("an empty object, however it is written")
                .isEqualTo(202);
    }

    @Test
    void aPartThatAMessageCapturedIsNotTheWhole() {
        create("p-1");
        apply("p-1", Transition.AUTHORISE);
        apply("p-1", Transition.CAPTURE, Optional.of(new Money(400, Currencies.of("USD"))));

        assertThat(capture("p-1").status()).isEqualTo(202);
        assertThat(started).hasSize(1);
    }

    @Test
    @Requirement("X6")
    void aCardNumberIsRefusedAndNotLogged() {
        String card = "4111" + "1111" + "1111" + "1111";
        create("p-1");

        assertThat(capture(card).problem()).isEqualTo("pan-not-allowed");
        assertThat(api.as(CALLER, "POST", "/payments/p-1/capture", "{\"note\":\"%s\"}".formatted(card))
                        .problem())
                .isEqualTo("pan-not-allowed");
        assertThat(api.lines()).noneMatch(line -> line.contains(card));
        assertThat(started).isEmpty();
    }

    /** The name of an execution is taken for 90 days: one that cannot write must not use it up. */
    @Test
    void aRegionThatDoesNotTakePaymentsStartsNothing() {
        ApiFixture home = api(Map.of("PAYMENT_WORKFLOW_ARN", MACHINE, "REGION_ROLE", "home"));
        home.as(CALLER, "POST", "/payments", payment("p-1"));
        RegionFence fence = new DynamoDbRegionFence(DYNAMO_DB.client(), table, new Backoff(), Optional.of(REGION));
        fence.move(fence.ownership(LONG), "eu-central-1", LONG);

        Answer answer = home.as(CALLER, "POST", "/payments/p-1/capture", "");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("not-the-writer");
        assertThat(answer.hasHeader("Retry-After")).isTrue();
        assertThat(home.as(CALLER, "POST", "/payments/in-the-other-table/capture", "")
                        .problem())
                .as("a payment that only the writer knows is not unknown")
                .isEqualTo("not-the-writer");
        assertThat(started).isEmpty();
    }

    @Test
    void aMachineThatDoesNotAnswerMeansComeBack() {
        create("p-1");
        silent = true;

        Answer answer = capture("p-1");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.hasHeader("Retry-After")).isTrue();
    }

    @Test
    void theRouteKnowsOneMethod() {
        create("p-1");

        Answer answer = api.as(CALLER, "GET", "/payments/p-1/capture", "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @Test
    void withoutAWorkflowThereIsNoSuchPath() {
        create("p-1");

        Answer answer = api(Map.of()).as(CALLER, "POST", "/payments/p-1/capture", "");

        assertThat(answer.problem()).isEqualTo("unknown-path");
    }

    private Answer capture(String id) {
        return api.as(CALLER, "POST", "/payments/%s/capture".formatted(id), "");
    }

    private void create(String id) {
        assertThat(api.as(CALLER, "POST", "/payments", payment(id)).status()).isEqualTo(201);
    }

    private static String payment(String id) {
        return "{\"payment_id\":\"%s\",\"amount\":12.34,\"merchant_id\":\"m\"}".formatted(id);
    }

    private void apply(String id, Transition transition) {
        apply(id, transition, Optional.empty());
    }

    private void apply(String id, Transition transition, Optional<Money> amount) {
        PaymentService payments = new PaymentService(
                new DynamoDbPaymentStore(DYNAMO_DB.client(), table, REGION, Optional.empty(), new Backoff()),
                Clock.systemUTC(),
                REGION);
        assertThat(payments.apply(
                        new TransitionCommand(
                                new PaymentId(id), "test-" + transition, transition, amount, "test", "test"),
                        LONG))
                .isInstanceOf(TransitionOutcome.Applied.class);
    }

    private ApiFixture api(Map<String, String> variables) {
        return new ApiFixture(
                DYNAMO_DB.client(), table, variables, new Waits().backoff(), List.of(), arn -> (id, deadline) -> {
                    if (silent) {
                        throw new UnavailableException("the state machine");
                    }
                    started.add(arn + " " + id.value());
                });
    }
}
