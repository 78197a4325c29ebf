package payments.service.handler.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;

/**
 * A step of the payment state machine. Marks the payment as failed; the last state of the machine's catch.
 *
 * <p>Variables: those of {@link WorkflowSteps}.
 */
public final class FailStepHandler implements RequestStreamHandler {
    private final WorkflowSteps steps;

    /** Reads the environment; the constructor that Lambda calls. */
    public FailStepHandler() {
        this(FunctionEnvironment.of(FunctionContract.FAIL_STEP));
    }

    /** Reads this environment. */
    public FailStepHandler(FunctionEnvironment environment) {
        this(WorkflowSteps.of(environment));
    }

    /** Takes the collaborator. */
    public FailStepHandler(WorkflowSteps steps) {
        this.steps = steps;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        steps.run("fail", steps.workflow()::fail, input, output, context);
    }
}
