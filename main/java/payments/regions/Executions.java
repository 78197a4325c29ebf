package payments.regions;

import java.util.List;
import payments.service.domain.PaymentId;

/** Finds the runs of the state machine that capture a payment. */
@FunctionalInterface
public interface Executions {
    /**
     * All of them, in the order of their attempts.
     *
     * @throws RegionsException when the region does not say
     */
    List<Execution> of(String region, String stateMachine, PaymentId payment);
}
