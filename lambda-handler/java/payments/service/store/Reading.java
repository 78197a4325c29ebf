package payments.service.store;

import java.time.Instant;
import java.util.Optional;
import payments.service.domain.Payment;

/**
 * A payment as it was read.
 *
 * @param payment the payment
 * @param asOf the time of the last step that the reader knows of, where there may be later ones; empty when it is as it stands
 */
public record Reading(Payment payment, Optional<Instant> asOf) {
    /** A payment as it stands. */
    public static Reading now(Payment payment) {
        return new Reading(payment, Optional.empty());
    }

    /** A payment of which there may be later steps. */
    public static Reading earlier(Payment payment) {
        return new Reading(payment, Optional.of(payment.progress().updatedAt()));
    }
}
