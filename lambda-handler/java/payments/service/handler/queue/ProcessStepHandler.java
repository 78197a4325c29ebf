package payments.service.handler.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;

/**
 * A step of the payment state machine. Authorises and captures the payment.
 *
 * <p>Retry {@code payments.service.workflow.StepUnavailableException} (2 s, twice as long each time, 3 attempts), catch all.
 *
 * <p>Variables: those of {@link WorkflowSteps}.
 */
public final class ProcessStepHandler implements RequestStreamHandler {
    private final WorkflowSteps steps;

    /** Reads the environment; the constructor that Lambda calls. */
    public ProcessStepHandler() {
        this(FunctionEnvironment.of(FunctionContract.PROCESS_STEP));
    }

    /** Reads this environment. */
    public ProcessStepHandler(FunctionEnvironment environment) {
        this(WorkflowSteps.of(environment));
    }

    /** Takes the collaborator. */
    public ProcessStepHandler(WorkflowSteps steps) {
        this.steps = steps;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        steps.run("process", steps.workflow()::process, input, output, context);
    }
}
