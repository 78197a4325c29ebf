package payments.service.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.service.domain.PaymentId;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** One execution for each payment, by a machine in memory that gives each name once. */
@Requirement("D5")
class StepFunctionsStarterTest {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:payment-workflow";
    private static final PaymentId PAYMENT = new PaymentId("p-1");
    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(5));

    private final Machine machine = new Machine();
    private final AtomicInteger made = new AtomicInteger();
    private final StepFunctionsStarter starter = new StepFunctionsStarter(
            () -> {
                made.incrementAndGet();
                return machine;
            },
            ARN);

    @Test
    void theExecutionHasThePaymentsNameAndItsIdAsInput() {
        starter.start(PAYMENT, LONG);

        assertThat(machine.requests).singleElement().satisfies(request -> {
            assertThat(request.stateMachineArn()).isEqualTo(ARN);
            assertThat(request.name()).isEqualTo("capture-p-1");
            assertThat(request.input()).isEqualTo("{\"payment_id\":\"p-1\"}");
        });
    }

    @Test
    @Requirement("X5")
    void aSecondRequestStartsNothingAndIsNoError() {
        starter.start(PAYMENT, LONG);
        starter.start(PAYMENT, LONG);

        assertThat(machine.names).containsExactly("capture-p-1");
    }

    @Test
    @Threat("D01")
    void anExecutionThatEndedWithoutSuccessIsFollowedByAnother() {
        for (ExecutionStatus end :
                List.of(ExecutionStatus.FAILED, ExecutionStatus.TIMED_OUT, ExecutionStatus.ABORTED)) {
            starter.start(PAYMENT, LONG);
            starter.start(PAYMENT, LONG);
            machine.statuses.replaceAll((name, status) -> end);
        }
        starter.start(PAYMENT, LONG);

        assertThat(machine.names)
                .containsExactly("capture-p-1", "recapture-2-p-1", "recapture-3-p-1", "recapture-4-p-1");
        assertThat(machine.requests).extracting(StartExecutionRequest::input).containsOnly("{\"payment_id\":\"p-1\"}");
    }

    @Test
    @Requirement("X5")
    void anExecutionThatEndedWellIsFollowedByNone() {
        starter.start(PAYMENT, LONG);
        machine.statuses.replaceAll((name, status) -> ExecutionStatus.SUCCEEDED);
        starter.start(PAYMENT, LONG);

        assertThat(machine.names).containsExactly("capture-p-1");
    }

    /** An outage uses up many names, and the one that is free must be found before the time is over. */
    @Test
    void theNextOfManyAttemptsIsFoundInFewCalls() {
        machine.names.add("capture-p-1");
        machine.statuses.put("capture-p-1", ExecutionStatus.FAILED);
        for (int attempt = 2; attempt <= 500; attempt++) {
            machine.names.add("recapture-%d-p-1".formatted(attempt));
            machine.statuses.put("recapture-%d-p-1".formatted(attempt), ExecutionStatus.FAILED);
        }

        starter.start(PAYMENT, LONG);

        assertThat(machine.names).contains("recapture-501-p-1");
        assertThat(machine.asked).hasValueLessThan(25);
    }

    /** Payment p and payment 2-p, for example, must never share a name. */
    @Test
    void noAttemptHasTheNameOfAnotherPayment() {
        for (String id : List.of("p", "2-p", "2-2-p", "capture-p", "recapture-2-p")) {
            starter.start(new PaymentId(id), LONG);
            machine.statuses.replaceAll((name, status) -> ExecutionStatus.FAILED);
            starter.start(new PaymentId(id), LONG);
        }

        assertThat(machine.names).hasSize(10);
    }

    /** Step Functions takes 80 characters. */
    @Test
    void theLongestIdFitsIntoAName() {
        starter.start(new PaymentId("x".repeat(64)), LONG);

        assertThat(machine.requests.get(0).name()).hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void aMachineThatDoesNotAnswerMayBeAskedAgain() {
        machine.silent = true;

        assertThatThrownBy(() -> starter.start(PAYMENT, LONG)).isInstanceOf(UnavailableException.class);
    }

    /** Lambda kills a function at its timeout; the caller would get no answer at all. */
    @Test
    void theCallEndsBeforeTheFunctionDoes() {
        starter.start(PAYMENT, () -> Duration.ofSeconds(3));
        starter.start(PAYMENT, () -> Duration.ofMinutes(10));

        assertThat(machine.requests)
                .extracting(request -> request.overrideConfiguration()
                        .orElseThrow()
                        .apiCallTimeout()
                        .orElseThrow())
                .containsExactly(Duration.ofMillis(2500), Duration.ofSeconds(8));
        assertThatThrownBy(() -> starter.start(PAYMENT, () -> Duration.ofMillis(500)))
                .isInstanceOf(UnavailableException.class);
        assertThat(machine.requests).hasSize(2);
    }

    /** A snapshot must hold no connection, and a cold start is paid by those who never capture. */
    @Test
    void theClientIsMadeOnceAndWhenItIsNeeded() {
        assertThat(made).hasValue(0);

        starter.start(PAYMENT, LONG);
        starter.start(PAYMENT, LONG);

        assertThat(made).hasValue(1);
    }

    private static final class Machine implements SfnClient {
        private final List<StartExecutionRequest> requests = new ArrayList<>();
        private final Set<String> names = new LinkedHashSet<>();
        private final Map<String, ExecutionStatus> statuses = new HashMap<>();
        private final AtomicInteger asked = new AtomicInteger();
        private boolean silent;

        @Override
        public StartExecutionResponse startExecution(StartExecutionRequest request) {
            if (silent) {
                throw SdkClientException.create("no answer");
            }
            requests.add(request);
            if (names.contains(request.name()) && statuses.get(request.name()) == ExecutionStatus.RUNNING) {
                return StartExecutionResponse.builder().build();
            }
            statuses.putIfAbsent(request.name(), ExecutionStatus.RUNNING);
            if (!names.add(request.name())) {
                throw ExecutionAlreadyExistsException.builder()
                        .message("taken: " + request.name())
                        .build();
            }
            return StartExecutionResponse.builder().build();
        }

        @Override
        public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
            asked.incrementAndGet();
            assertThat(request.executionArn()).startsWith(ARN.replace("stateMachine", "execution") + ":");
            ExecutionStatus status = statuses.get(request.executionArn().replaceAll(".*:", ""));
            if (status == null) {
                throw ExecutionDoesNotExistException.builder().message("none").build();
            }
            return DescribeExecutionResponse.builder().status(status).build();
        }

        @Override
        public String serviceName() {
            return "states";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
