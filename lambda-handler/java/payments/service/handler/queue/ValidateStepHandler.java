package payments.service.handler.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;

/**
 * A step of the payment state machine. Checks that the input names a payment that can be processed. The machine's choice reads {@code valid} of the answer.
 *
 * <p>Variables: those of {@link WorkflowSteps}.
 */
public final class ValidateStepHandler implements RequestStreamHandler {
    private final WorkflowSteps steps;

    /** Reads the environment; the constructor that Lambda calls. */
    public ValidateStepHandler() {
        this(FunctionEnvironment.of(FunctionContract.VALIDATE_STEP));
    }

    /** Reads this environment. */
    public ValidateStepHandler(FunctionEnvironment environment) {
        this(WorkflowSteps.of(environment));
    }

    /** Takes the collaborator. */
    public ValidateStepHandler(WorkflowSteps steps) {
        this.steps = steps;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        steps.run("validate", steps.workflow()::validate, input, output, context);
    }
}
