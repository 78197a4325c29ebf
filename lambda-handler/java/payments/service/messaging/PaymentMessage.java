package payments.service.messaging;

import java.util.Optional;
import payments.service.domain.Money;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;

/** An order in the payment queue. It may arrive many times and in any order; it has one effect. */
public sealed interface PaymentMessage {
    /** One method for each case: a new case does not compile until every place handles it. */
    interface Cases<R> {
        R createPayment(CreatePayment create);

        R applyTransition(ApplyTransition apply);
    }

    /** Handles the case that this is. */
    <R> R match(Cases<R> cases);

    /** Names the effect in log, audit and reports; the same for every delivery. */
    String effectId();

    /** Whether it makes a payment, rather than changing one. */
    boolean creates();

    /**
     * Make the payment of one row of a batch file.
     *
     * @param batchId the file's content hash
     * @param row number of the row, 1 for the first after the header
     * @param caller whose file it is
     * @param paymentId the payment's own id
     * @param money how much
     * @param details what it is for
     */
    record CreatePayment(
            String batchId, long row, String caller, PaymentId paymentId, Money money, PaymentDetails details)
            implements PaymentMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createPayment(this);
        }

        @Override
        public String effectId() {
            return batchId + "#" + row;
        }

        @Override
        public boolean creates() {
            return true;
        }
    }

    /**
     * Take a payment one step further.
     *
     * @param paymentId which payment
     * @param operationId the sender's name for this step, unique within the payment
     * @param transition which step
     * @param amount how much to capture or refund; empty for all that is left
     */
    record ApplyTransition(PaymentId paymentId, String operationId, Transition transition, Optional<Money> amount)
            implements PaymentMessage {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.applyTransition(this);
        }

        @Override
        public String effectId() {
            return paymentId.value() + "#" + operationId;
        }

        @Override
        public boolean creates() {
            return false;
        }
    }
}
