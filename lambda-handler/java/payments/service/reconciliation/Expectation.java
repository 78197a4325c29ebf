package payments.service.reconciliation;

import java.util.List;
import payments.service.domain.Payment;
import payments.service.domain.PaymentStatus;
import payments.service.ledger.PaymentTotals;

/** What the ledger must contain for a payment, by the posting rules. */
final class Expectation {
    /** Created is version 1; a failure at 2 came straight after, so nothing was reserved in between. */
    private static final long FAILED_BEFORE_AUTHORISATION = 2;

    private Expectation() {}

    /** One total, or none when no money was reserved. */
    static List<PaymentTotals> of(Payment payment) {
        boolean failed = payment.status() == PaymentStatus.FAILED;
        if (payment.status() == PaymentStatus.PENDING
                || (failed && payment.progress().version() == FAILED_BEFORE_AUTHORISATION)) {
            return List.of();
        }
        long amount = payment.money().minorUnits();
        return List.of(new PaymentTotals(
                payment.money().currency().code(),
                amount,
                payment.progress().capturedMinorUnits(),
                payment.progress().refundedMinorUnits(),
                failed ? amount : 0));
    }
}
