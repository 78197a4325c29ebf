package payments.service.batch;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import payments.service.json.JsonText;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Starts one state machine with the bucket and key of the checked rows as its input. The execution has the batch's name,
 * whose uniqueness Step Functions ensures for 90 days, so that a repeated start starts nothing. After one that failed, the next has
 * a number: a file that is delivered again is processed again, and rows that are done change nothing.
 */
public final class StepFunctionsLargeFiles implements LargeFiles {
    /** More than an operator would try before looking at the reason. */
    private static final int MOST_ATTEMPTS = 9;

    private static final Set<ExecutionStatus> FAILED =
            EnumSet.of(ExecutionStatus.FAILED, ExecutionStatus.TIMED_OUT, ExecutionStatus.ABORTED);

    private final SfnClient client;
    private final String stateMachineArn;

    /** Uses the client as it is. */
    public StepFunctionsLargeFiles(SfnClient client, String stateMachineArn) {
        this.client = client;
        this.stateMachineArn = stateMachineArn;
    }

    @Override
    public String start(String batchId, String bucket, String key) {
        String input = JsonText.of(Map.of("batch_id", batchId, "bucket", bucket, "key", key));
        try {
            for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
                String name = attempt == 1 ? batchId : batchId + "-" + attempt;
                if (isUnderWay(name, input)) {
                    return name;
                }
            }
        } catch (SdkException e) {
            throw new UnavailableException("the state machine", e);
        }
        throw new IllegalStateException(
                "the batch %s failed %d times; its executions say why".formatted(batchId, MOST_ATTEMPTS));
    }

    /** Whether it runs now or has come to its end well; a name is taken for 90 days, also by one that failed. */
    private boolean isUnderWay(String name, String input) {
        try {
            client.startExecution(
                    start -> start.stateMachineArn(stateMachineArn).name(name).input(input));
            return true;
        } catch (ExecutionAlreadyExistsException e) {
            String execution = stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + name;
            return !FAILED.contains(client.describeExecution(describe -> describe.executionArn(execution))
                    .status());
        }
    }
}
