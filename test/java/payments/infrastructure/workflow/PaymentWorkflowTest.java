package payments.infrastructure.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.WorkerSettings;
import payments.infrastructure.config.deployment.WorkflowSettings;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.security.KeyArn;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link PaymentWorkflow} and, through it, {@link StateMachine}. */
class PaymentWorkflowTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> new PaymentWorkflow(
            scope,
            "payment-workflow",
            placement,
            Samples.workerHost(scope, placement),
            new WorkflowHost(Samples.LOGS, new KeyArn("logs-key"), new AlertTopicArn("alerts")),
            new WorkflowSettings(new WorkerSettings(1024, 30, null), 900),
            Samples::variables));
    private static final SynthesizedResource MACHINE = STACK.resource("aws_sfn_state_machine");
    private static final JsonNode STATES = MACHINE.document("definition").path("States");

    private static String aliasOf(String step) {
        return STACK.resource("aws_lambda_alias", "/payment-workflow/%s/function/alias".formatted(step))
                .ref("arn");
    }

    /** Where the machine comes when each task succeeds, or one fails for good. */
    private static Set<String> path(boolean valid, String failing) {
        return path(valid, failing, "payments.service.workflow.PaymentRefusedException");
    }

    private static Set<String> path(boolean valid, String failing, String error) {
        Set<String> path = new TreeSet<>();
        String state = MACHINE.document("definition").path("StartAt").asText();
        while (!state.isEmpty()) {
            path.add(state);
            JsonNode now = STATES.path(state);
            assertThat(now.isObject()).as("state " + state).isTrue();
            if (now.path("Type").asText().equals("Choice")) {
                JsonNode choice = now.path("Choices").path(0);
                assertThat(choice.path("Variable").asText()).isEqualTo("$.valid");
                state = choice.path("BooleanEquals").asBoolean() == valid
                        ? choice.path("Next").asText()
                        : now.path("Default").asText();
            } else if (state.equals(failing)) {
                state = catcher(now, error);
            } else {
                state = now.path("Next").asText();
            }
        }
        return path;
    }

    /** The first catcher that names the error, or all. */
    private static String catcher(JsonNode task, String error) {
        for (JsonNode one : task.path("Catch")) {
            String errors = one.path("ErrorEquals").toString();
            if (errors.contains("States.ALL") || errors.contains(error)) {
                return one.path("Next").asText();
            }
        }
        return "";
    }

    /** A table that is away, a function that runs into its time limit, a defect: none says anything about the payment. */
    @ParameterizedTest
    @CsvSource({
        "Validate, payments.service.workflow.StepUnavailableException",
        "Process, payments.service.workflow.StepUnavailableException",
        "Process, States.Timeout",
        "Process, Lambda.TooManyRequestsException",
        "Process, java.lang.IllegalStateException",
        "Process, Sandbox.Timedout"
    })
    @Requirement("D5")
    void whatIsNoRefusalLeavesThePaymentAsItWas(String task, String error) {
        assertThat(path(true, task, error)).contains("Undecided").doesNotContain("PaymentFailed");
        assertThat(STATES.path("Undecided").path("Type").asText()).isEqualTo("Fail");
    }

    @Test
    void aPaymentThatCouldNotBeGivenUpIsUndecided() {
        assertThat(path(false, "PaymentFailed", "States.Timeout"))
                .contains("Undecided")
                .doesNotContain("Failed");
    }

    @Test
    @Requirement("D5")
    void aValidPaymentIsProcessedAndItsSuccessPublished() {
        assertThat(path(true, "")).containsExactlyInAnyOrder("Validate", "IsValid", "Process", "NotifySuccess");
    }

    @Test
    @Requirement("D5")
    void anInvalidPaymentAndOneThatCannotBeProcessedFail() {
        assertThat(path(false, "")).containsExactlyInAnyOrder("Validate", "IsValid", "PaymentFailed", "Failed");
        assertThat(path(true, "Process"))
                .containsExactlyInAnyOrder("Validate", "IsValid", "Process", "PaymentFailed", "Failed");
    }

    /** Its money has moved: giving it up would be a lie. */
    @Test
    void aCapturedPaymentThatCannotBePublishedIsNotGivenUp() {
        assertThat(path(true, "NotifySuccess")).contains("NotAnnounced").doesNotContain("PaymentFailed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Validate", "Process", "NotifySuccess", "PaymentFailed"})
    @Requirement("D5")
    void whatMayPassIsRetriedThreeTimesAfterTwoSecondsAndLonger(String task) {
        JsonNode retry = STATES.path(task).path("Retry").path(0);

        assertThat(retry.path("ErrorEquals").toString())
                .contains("payments.service.workflow.StepUnavailableException", "Lambda.ServiceException")
                .doesNotContain("PaymentRefusedException");
        assertThat(retry.path("IntervalSeconds").asInt()).isEqualTo(2);
        assertThat(retry.path("BackoffRate").asInt()).isEqualTo(2);
        assertThat(retry.path("MaxAttempts").asInt()).isEqualTo(3);
        JsonNode catchers = STATES.path(task).path("Catch");
        assertThat(catchers.path(catchers.size() - 1).path("ErrorEquals")).isEqualTo(Json.of("['States.ALL']"));
    }

    /** Hundreds of captures at once against ten runs: who waits must neither give up soon nor come back in step. */
    @ParameterizedTest
    @ValueSource(strings = {"Validate", "Process", "NotifySuccess", "PaymentFailed"})
    @Requirement("D5")
    void whoFindsNoFreeRunWaitsLongerAndAtRandom(String task) {
        JsonNode retry = STATES.path(task).path("Retry").path(1);

        assertThat(retry.path("ErrorEquals")).isEqualTo(Json.of("['Lambda.TooManyRequestsException']"));
        assertThat(STATES.path(task).path("Retry").path(0).path("ErrorEquals").toString())
                .as("what the first retrier takes, the second never sees")
                .doesNotContain("TooManyRequests");
        assertThat(retry.path("MaxAttempts").asInt()).isEqualTo(9);
        assertThat(retry.path("MaxDelaySeconds").asInt()).isEqualTo(60);
        assertThat(retry.path("JitterStrategy").asText()).isEqualTo("FULL");
    }

    /** After 14 quiet days, and always in a standby, a version is not ready for minutes; its payment's name is taken for 90 days. */
    @ParameterizedTest
    @ValueSource(strings = {"Validate", "Process", "NotifySuccess", "PaymentFailed"})
    void aVersionThatIsNotReadyIsWaitedForLongerThanASnapshotTakes(String task) {
        JsonNode retry = STATES.path(task).path("Retry").path(2);

        assertThat(retry.path("ErrorEquals")).isEqualTo(Json.of("['Lambda.SnapStartNotReadyException']"));
        assertThat(STATES.path(task).path("Retry").path(0).path("ErrorEquals").toString())
                .as("what the first retrier takes, the third never sees")
                .doesNotContain("SnapStartNotReady");
        int seconds = 0;
        for (int attempt = 0; attempt < retry.path("MaxAttempts").asInt(); attempt++) {
            seconds += Math.min(
                    retry.path("IntervalSeconds").asInt() << attempt,
                    retry.path("MaxDelaySeconds").asInt());
        }
        assertThat(seconds).isBetween(300, 600);
        assertThat(retry.has("JitterStrategy"))
                .as("jitter, which takes half of the wait")
                .isFalse();
    }

    @Test
    @Requirement("D5")
    void eachTaskCallsTheLiveVersionOfItsOwnFunction() {
        Map<String, String> steps = Map.of(
                "Validate", "validate", "Process", "process", "NotifySuccess", "notify", "PaymentFailed", "fail");
        steps.forEach((task, step) -> assertThat(STATES.path(task)
                        .path("Parameters")
                        .path("FunctionName")
                        .asText())
                .as(task)
                .isEqualTo(aliasOf(step)));
        assertThat(STACK.resources("aws_lambda_function"))
                .extracting(function -> function.at("handler").asText())
                .containsExactlyInAnyOrder(
                        "payments.service.handler.queue.ValidateStepHandler::handleRequest",
                        "payments.service.handler.queue.ProcessStepHandler::handleRequest",
                        "payments.service.handler.queue.NotifyStepHandler::handleRequest",
                        "payments.service.handler.queue.FailStepHandler::handleRequest");
    }

    /** Known mistake M25: a log destination without {@code :*}. */
    @Test
    @Requirement("D5")
    void everyTransitionIsLoggedAndNothingOfWhatItCarries() {
        MACHINE.has("name", "acme-payment-workflow-test")
                .has("type", "STANDARD")
                .has("role_arn", "arn:aws:iam::000000000000:role/acme-payment-workflow-execution-test")
                .has("logging_configuration.level", "ALL")
                .has("logging_configuration.include_execution_data", false)
                .has(
                        "logging_configuration.log_destination",
                        STACK.resource("aws_cloudwatch_log_group", "/machine/logs")
                                        .ref("arn") + ":*")
                .has("tracing_configuration.enabled", true);
    }

    @Test
    void anExecutionThatFailsRaisesAnAlarm() {
        STACK.resource("aws_cloudwatch_metric_alarm", "/payment-workflow-failed")
                .has("metric_name", "ExecutionsFailed")
                .has("dimensions.StateMachineArn", MACHINE.ref("arn"))
                .has("threshold", 0);
    }
}
