package payments.service.workflow;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import payments.service.domain.PaymentId;
import payments.service.json.JsonText;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Starts one state machine with the payment's id as its input and its execution's name. Step Functions ensures that the name is unique
 * while the execution runs and for 90 days after (API reference, "StartExecution"), so that any number of requests, from any
 * number of functions, start one execution. Where that has ended without success the payment is undecided, and the request starts the
 * next attempt, under a name of its own; the steps have their effect once per payment, however many executions there are.
 *
 * <p>The client is made when it is first needed, which costs no cold start and leaves no connection in a snapshot.
 */
public final class StepFunctionsStarter implements WorkflowStarter {
    /** Names are distinguished from those that Step Functions or an operator chooses. */
    private static final String FIRST = "capture-";

    private static final String FURTHER = "recapture-";

    private static final Set<ExecutionStatus> FAILED =
            EnumSet.of(ExecutionStatus.FAILED, ExecutionStatus.TIMED_OUT, ExecutionStatus.ABORTED);

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
        try {
            if (!begins(FIRST + id.value(), id, deadline) && hasFailed(FIRST + id.value(), deadline)) {
                beginAgain(id, deadline);
            }
        } catch (SdkException e) {
            throw new UnavailableException("the state machine", e);
        }
    }

    /** In few calls, however many attempts an outage has used up: the names that are taken have no gap. */
    private void beginAgain(PaymentId id, Deadline deadline) {
        int taken = 1;
        int free = 2;
        while (status(name(id, free), deadline).isPresent()) {
            taken = free;
            free *= 2;
        }
        while (free - taken > 1) {
            int between = (taken + free) / 2;
            if (status(name(id, between), deadline).isPresent()) {
                taken = between;
            } else {
                free = between;
            }
        }
        if (taken == 1 || hasFailed(name(id, taken), deadline)) {
            // Where another request was faster, its execution is as good as ours.
            boolean unused = begins(name(id, free), id, deadline);
        }
    }

    /** No id can make the name of another one's attempt: the number stands before it and not behind it. */
    private static String name(PaymentId id, int attempt) {
        return "%s%d-%s".formatted(FURTHER, attempt, id.value());
    }

    /** Whether this call or an equal one started it; false when the name is taken by an execution that has ended. */
    private boolean begins(String name, PaymentId id, Deadline deadline) {
        Duration limit = limit(deadline);
        try {
            client().startExecution(start -> start.stateMachineArn(stateMachineArn)
                    .name(name)
                    // Nothing but the id: the same name with another input would be refused as another order.
                    .input(JsonText.of(Map.of("payment_id", id.value())))
                    .overrideConfiguration(call -> call.apiCallTimeout(limit)));
            return true;
        } catch (ExecutionAlreadyExistsException e) {
            return false;
        }
    }

    private boolean hasFailed(String name, Deadline deadline) {
        return status(name, deadline).filter(FAILED::contains).isPresent();
    }

    private Optional<ExecutionStatus> status(String name, Deadline deadline) {
        Duration limit = limit(deadline);
        String execution = stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + name;
        try {
            return Optional.of(client().describeExecution(describe ->
                            describe.executionArn(execution).overrideConfiguration(call -> call.apiCallTimeout(limit)))
                    .status());
        } catch (ExecutionDoesNotExistException e) {
            return Optional.empty();
        }
    }

    private static Duration limit(Deadline deadline) {
        Duration left = deadline.remaining().minus(REST);
        if (left.isNegative() || left.isZero()) {
            throw new UnavailableException("too little time is left to start the workflow");
        }
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
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
