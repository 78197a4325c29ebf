package payments.service.handler.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;

/**
 * A step of the payment state machine. Publishes the events of the captured payment.
 *
 * <p>Variables: those of {@link WorkflowSteps}.
 */
public final class NotifyStepHandler implements RequestStreamHandler {
    private final WorkflowSteps steps;

    /** Reads the environment; the constructor that Lambda calls. */
    public NotifyStepHandler() {
        this(FunctionEnvironment.of(FunctionContract.NOTIFY_STEP));
    }

    /** Reads this environment. */
    public NotifyStepHandler(FunctionEnvironment environment) {
        this(WorkflowSteps.of(environment));
    }

    /** Takes the collaborator. */
    public NotifyStepHandler(WorkflowSteps steps) {
        this.steps = steps;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        steps.run("notify", steps.workflow()::publish, input, output, context);
    }
}
