package payments.service.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** The names of executions, which Step Functions gives once; a machine in memory keeps to that. */
class StepFunctionsLargeFilesTest {
    private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:large-files";

    private final Machine machine = new Machine();
    private final StepFunctionsLargeFiles files = new StepFunctionsLargeFiles(machine, MACHINE);

    @Test
    @Threat("C10")
    void aFileThatIsInProgressOrDoneIsNotStartedAgain() {
        assertThat(start()).isEqualTo("batch");
        assertThat(start()).as("while it runs").isEqualTo("batch");

        machine.executions.put("batch", ExecutionStatus.SUCCEEDED);

        assertThat(start()).as("when it is done").isEqualTo("batch");
        assertThat(machine.executions).hasSize(1);
    }

    @Test
    @Threat("C12")
    void aFileThatFailedIsStartedUnderTheNextName() {
        start();
        machine.executions.put("batch", ExecutionStatus.FAILED);
        assertThat(start()).isEqualTo("batch-2");

        machine.executions.put("batch-2", ExecutionStatus.TIMED_OUT);
        assertThat(start()).isEqualTo("batch-3");
        assertThat(start()).as("while the third runs").isEqualTo("batch-3");
    }

    @Test
    void aFileThatFailsAgainAndAgainIsLeftToAPerson() {
        for (int attempt = 1; attempt <= 9; attempt++) {
            machine.executions.put(start(), ExecutionStatus.ABORTED);
        }

        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("batch failed 9 times");
    }

    @Test
    void aMachineThatDoesNotAnswerMayBeAskedAgain() {
        machine.silent = true;

        assertThatThrownBy(this::start).isInstanceOf(UnavailableException.class);
    }

    private String start() {
        return files.start("batch", "reports", "rows.jsonl");
    }

    private static final class Machine implements SfnClient {
        private final Map<String, ExecutionStatus> executions = new LinkedHashMap<>();
        private boolean silent;

        @Override
        public StartExecutionResponse startExecution(StartExecutionRequest request) {
            if (silent) {
                throw SdkClientException.create("no answer");
            }
            if (executions.putIfAbsent(request.name(), ExecutionStatus.RUNNING) != null) {
                throw ExecutionAlreadyExistsException.builder()
                        .message("taken: " + request.name())
                        .build();
            }
            return StartExecutionResponse.builder().build();
        }

        @Override
        public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
            String arn = request.executionArn();
            assertThat(arn).startsWith("arn:aws:states:us-east-1:123456789012:execution:large-files:");
            return DescribeExecutionResponse.builder()
                    .status(executions.get(arn.substring(arn.lastIndexOf(':') + 1)))
                    .build();
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
