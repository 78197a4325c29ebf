package payments.service.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import payments.service.workflow.PaymentWorkflow;

/**
 * A step of the payment state machine. Announces the captured payment.
 *
 * <p>Variables: those of {@link WorkflowSteps}.
 */
public final class NotifyStepHandler implements RequestStreamHandler {
    private final PaymentWorkflow workflow;

    /** Reads the environment; the constructor that Lambda calls. */
    public NotifyStepHandler() {
        this(WorkflowSteps.workflow(System.getenv()));
    }

    /** Takes the collaborator. */
    public NotifyStepHandler(PaymentWorkflow workflow) {
        this.workflow = workflow;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        WorkflowSteps.run(workflow::announce, input, output, context);
    }
}
