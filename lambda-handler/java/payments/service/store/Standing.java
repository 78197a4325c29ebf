package payments.service.store;

import java.util.Optional;
import payments.service.domain.Payment;

/**
 * How far a region's copy of a payment is, at one moment.
 *
 * @param payment the payment, when the copy has it
 * @param operation the operation that was asked about, when it is among the effects up to the payment's version
 */
public record Standing(Optional<Payment> payment, Optional<OperationRecord> operation) {
    /** Of a payment that the copy does not have. */
    public static final Standing NONE = new Standing(Optional.empty(), Optional.empty());

    /** The version of the copy; 0 without one. */
    public long version() {
        return payment.map(known -> known.progress().version()).orElse(0L);
    }
}
