package payments.service.handler.queue;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionMetric;
import payments.service.domain.PaymentId;
import payments.service.handler.Invocation;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.json.JsonText;
import payments.service.json.JsonValue;
import payments.service.observability.Events;
import payments.service.observability.Metrics;
import payments.service.resilience.Deadline;
import payments.service.workflow.PaymentRefusedException;
import payments.service.workflow.PaymentWorkflow;
import payments.service.workflow.StepResult;
import payments.service.workflow.StepUnavailableException;

/**
 * What the functions of the state machine share: they run a step, and write down how it ended. Variables: those of
 * {@link Relays}.
 *
 * @param workflow the steps
 * @param events the log
 * @param metrics numbers
 */
public record WorkflowSteps(PaymentWorkflow workflow, Events events, Metrics metrics) {

    /** One step. */
    interface Step {
        StepResult run(JsonValue input, Deadline deadline);
    }

    static WorkflowSteps of(FunctionEnvironment environment) {
        ServiceParts parts = ServiceParts.of(ServiceSettings.from(environment));
        return new WorkflowSteps(
                new PaymentWorkflow(parts.payments(), Relays.of(environment, parts)), parts.events(), parts.metrics());
    }

    void run(String name, Step step, InputStream input, OutputStream output, Context context) throws IOException {
        Events log = events.with("request_id", context.getAwsRequestId()).with("step", name);
        Invocation.run(
                input,
                output,
                context,
                (event, deadline) -> JsonText.of(run(step, event, deadline, log).fields()));
    }

    private StepResult run(Step step, JsonValue input, Deadline deadline, Events log) {
        String id = PaymentWorkflow.paymentId(input).map(PaymentId::value).orElse("");
        try {
            StepResult result = step.run(input, deadline);
            if (result.reason().equals("pan-not-allowed")) {
                metrics.count(FunctionMetric.CARD_DATA);
            }
            log.info(
                    "step-done",
                    Map.of(
                            "payment_id", result.paymentId(),
                            "status", result.status(),
                            "reason", result.reason()));
            return result;
        } catch (PaymentRefusedException e) {
            metrics.count(FunctionMetric.DECLINED, e.reason());
            log.warn("step-refused", Map.of("payment_id", id, "reason", e.reason()));
            throw e;
        } catch (StepUnavailableException e) {
            metrics.count(FunctionMetric.UNAVAILABLE, e.reason());
            log.warn("step-postponed", Map.of("payment_id", id, "reason", e.reason()));
            throw e;
        } catch (RuntimeException e) {
            log.error("step-failed", e, Map.of("payment_id", id));
            throw e;
        }
    }
}
