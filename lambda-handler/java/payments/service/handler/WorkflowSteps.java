package payments.service.handler;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import payments.service.json.JsonText;
import payments.service.json.JsonValue;
import payments.service.resilience.Deadline;
import payments.service.workflow.PaymentWorkflow;
import payments.service.workflow.StepResult;

/** What the functions of the state machine share. Variables: those of {@link Relays}. */
final class WorkflowSteps {
    private WorkflowSteps() {}

    /** One step. */
    interface Step {
        StepResult run(JsonValue input, Deadline deadline);
    }

    static PaymentWorkflow workflow(Map<String, String> variables) {
        ServiceParts parts = ServiceParts.of(ServiceSettings.from(variables));
        return new PaymentWorkflow(parts.payments(), Relays.of(variables, parts));
    }

    static void run(Step step, InputStream input, OutputStream output, Context context) throws IOException {
        Deadline deadline = Deadline.ofMillis(context::getRemainingTimeInMillis);
        StepResult result = step.run(StepInput.read(input), deadline);
        output.write(JsonText.of(result.fields()).getBytes(StandardCharsets.UTF_8));
    }
}
