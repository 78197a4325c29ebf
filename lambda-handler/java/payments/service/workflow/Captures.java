package payments.service.workflow;

import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.payment.PaymentService;
import payments.service.resilience.Deadline;
import payments.service.store.RegionFence;

/**
 * Requests to capture a payment (requirement D5: the API can start the workflow; K41: so can the queue's processor). Nothing is written here: the workflow's
 * steps decide, each with the store's own conditions, so a request that comes too late or twice changes nothing.
 */
public final class Captures {
    private final PaymentService payments;
    private final Optional<RegionFence> fence;
    private final String region;
    private final WorkflowStarter workflow;

    /**
     * Takes the collaborators.
     *
     * @param fence who may write; empty where every region may
     * @param region where this code runs
     */
    public Captures(PaymentService payments, Optional<RegionFence> fence, String region, WorkflowStarter workflow) {
        this.payments = payments;
        this.fence = fence;
        this.region = region;
        this.workflow = workflow;
    }

    /**
     * Has a payment of this caller captured, once.
     *
     * @throws payments.service.resilience.UnavailableException when it is not known in time whether it will be; the same
     *     request may be repeated
     */
    public CaptureOutcome request(PaymentId id, String caller, Deadline deadline) {
        Optional<Payment> found = payments.find(id, caller, deadline);
        if (found.isEmpty()) {
            // Another region may know it; a client that reads "unknown" would make a second payment.
            return mayWrite(deadline) ? new CaptureOutcome.UnknownPayment() : new CaptureOutcome.NotOwner();
        }
        return of(found.get(), deadline);
    }

    /**
     * Has a payment captured, once.
     *
     * @param payment as it is now
     * @throws payments.service.resilience.UnavailableException when it is not known in time whether it will be; the same
     *     request may be repeated
     */
    public CaptureOutcome of(Payment payment, Deadline deadline) {
        return switch (payment.status()) {
            case PENDING, AUTHORISED -> begin(payment, deadline);
            case CAPTURED -> isWhole(payment) ? new CaptureOutcome.Done(payment) : begin(payment, deadline);
            case REFUNDED -> new CaptureOutcome.Done(payment);
            case FAILED -> new CaptureOutcome.Over();
        };
    }

    /** A message of the queue may have captured a part. */
    private static boolean isWhole(Payment payment) {
        return payment.progress().capturedMinorUnits() == payment.money().minorUnits();
    }

    /** The steps would be refused in a region without the fence, and the execution's name would be used up. */
    private CaptureOutcome begin(Payment payment, Deadline deadline) {
        if (!mayWrite(deadline)) {
            return new CaptureOutcome.NotOwner();
        }
        workflow.start(payment.id(), deadline);
        return new CaptureOutcome.Begun(payment);
    }

    private boolean mayWrite(Deadline deadline) {
        return fence.isEmpty() || fence.get().ownership(deadline).isOf(region);
    }
}
