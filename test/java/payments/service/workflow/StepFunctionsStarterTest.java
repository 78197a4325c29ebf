package payments.service.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.service.domain.PaymentId;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
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
        private final Set<String> names = new HashSet<>();
        private boolean silent;

        @Override
        public StartExecutionResponse startExecution(StartExecutionRequest request) {
            if (silent) {
                throw SdkClientException.create("no answer");
            }
            requests.add(request);
            if (!names.add(request.name())) {
                throw ExecutionAlreadyExistsException.builder()
                        .message("taken: " + request.name())
                        .build();
            }
            return StartExecutionResponse.builder().build();
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
