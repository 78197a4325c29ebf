package payments.service.workflow;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import payments.service.domain.PaymentId;
import payments.service.json.JsonText;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/**
 * Starts one state machine with the payment's id as its input and its execution's name. Step Functions ensures that the name is unique
 * while the execution runs and for 90 days after (API reference, "StartExecution"), so that any number of requests, from any
 * number of functions, start one execution. One that failed is for its alarm and for an operator, who starts another one under another
 * name, and not for another request: so this needs no right to look at executions.
 *
 * <p>The client is made when it is first needed, which costs no cold start and leaves no connection in a snapshot.
 */
public final class StepFunctionsStarter implements WorkflowStarter {
    /** Names are distinguished from those that Step Functions or an operator chooses. */
    private static final String PREFIX = "capture-";

    /** Left for the answer. */
    private static final Duration REST = Duration.ofMillis(500);

    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final Supplier<SfnClient> clients;
    private final String stateMachineArn;
    private @Nullable SfnClient client;

    /**
     * Starts executions of a machine.
     *
     * @param clients makes the client; asked once
     */
    public StepFunctionsStarter(Supplier<SfnClient> clients, String stateMachineArn) {
        this.clients = clients;
        this.stateMachineArn = stateMachineArn;
    }

    @Override
    public void start(PaymentId id, Deadline deadline) {
        Duration left = deadline.remaining().minus(REST);
        if (left.isNegative() || left.isZero()) {
            throw new UnavailableException("too little time is left to start the workflow");
        }
        Duration limit = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        try {
            client().startExecution(start -> start.stateMachineArn(stateMachineArn)
                    .name(PREFIX + id.value())
                    // Nothing but the id: the same name with another input would be refused as another order.
                    .input(JsonText.of(Map.of("payment_id", id.value())))
                    .overrideConfiguration(call -> call.apiCallTimeout(limit)));
        } catch (ExecutionAlreadyExistsException e) {
            // It has run already; a repeated request gets the same answer.
            return;
        } catch (SdkException e) {
            throw new UnavailableException("the state machine", e);
        }
    }

    private synchronized SfnClient client() {
        SfnClient made = client;
        if (made == null) {
            made = clients.get();
            client = made;
        }
        return made;
    }
}
