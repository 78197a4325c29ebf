package payments.service.workflow;

import payments.service.domain.PaymentId;
import payments.service.resilience.Deadline;

/** Has the workflow carry a payment through. */
@FunctionalInterface
public interface WorkflowStarter {

    /**
     * Starts the workflow of a payment, unless it was started before and has not ended without success.
     *
     * @throws payments.service.resilience.UnavailableException when it is not known in time whether it started; the same
     *     call may be repeated
     */
    void start(PaymentId id, Deadline deadline);
}
