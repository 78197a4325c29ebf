package payments.service.batch;

import java.util.Optional;
import payments.service.domain.Fingerprint;
import payments.service.domain.Money;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;

/**
 * A row that is a payment.
 *
 * @param paymentId the payment's own id
 * @param money how much
 * @param details what it is for
 */
record PaymentRow(PaymentId paymentId, Money money, PaymentDetails details) {
    Fingerprint fingerprint() {
        return Fingerprint.of(Optional.of(paymentId), money, details);
    }
}
