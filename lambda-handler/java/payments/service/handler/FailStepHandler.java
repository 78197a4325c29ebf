package payments.service.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import payments.service.workflow.PaymentWorkflow;

/**
 * A step of the payment state machine. Gives the payment up; where the machine's catch ends.
 *
 * <p>Variables: those of {@link WorkflowSteps}.
 */
public final class FailStepHandler implements RequestStreamHandler {
    private final PaymentWorkflow workflow;

    /** Reads the environment; the constructor that Lambda calls. */
    public FailStepHandler() {
        this(WorkflowSteps.workflow(System.getenv()));
    }

    /** Takes the collaborator. */
    public FailStepHandler(PaymentWorkflow workflow) {
        this.workflow = workflow;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        WorkflowSteps.run(workflow::fail, input, output, context);
    }
}
