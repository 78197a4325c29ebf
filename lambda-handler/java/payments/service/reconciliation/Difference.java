package payments.service.reconciliation;

import java.util.List;
import payments.service.ledger.PaymentTotals;

/**
 * A payment about which the ledger says something else.
 *
 * @param paymentId which
 * @param expected what follows from the payment; nothing when it is not there or no money was reserved
 * @param actual what the ledger says; nothing when it has nothing of it
 */
public record Difference(String paymentId, List<PaymentTotals> expected, List<PaymentTotals> actual) {
    /** Copies the lists. */
    public Difference {
        expected = List.copyOf(expected);
        actual = List.copyOf(actual);
    }
}
