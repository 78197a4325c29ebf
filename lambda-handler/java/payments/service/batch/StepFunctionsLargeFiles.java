package payments.service.batch;

import java.util.Map;
import payments.service.json.JsonText;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/**
 * Starts one state machine with the bucket and key of the checked rows as its input. The execution has the batch's name,
 * which Step Functions keeps unique for 90 days, so that a repeated start starts nothing.
 */
public final class StepFunctionsLargeFiles implements LargeFiles {
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
            client.startExecution(start ->
                    start.stateMachineArn(stateMachineArn).name(batchId).input(input));
            return batchId;
        } catch (ExecutionAlreadyExistsException e) {
            return batchId;
        } catch (SdkException e) {
            throw new UnavailableException("the state machine", e);
        }
    }
}
