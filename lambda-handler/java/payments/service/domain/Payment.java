package payments.service.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One payment as stored.
 *
 * @param id its name, unique in the table
 * @param money how much
 * @param status where it stands
 * @param createdAt when it was accepted, UTC, whole milliseconds
 * @param fingerprint what the client asked for, to tell a repeat from a different payment under the same id
 */
public record Payment(PaymentId id, Money money, PaymentStatus status, Instant createdAt, Fingerprint fingerprint) {

    /** Checks the precision, so that a payment read back equals the payment written. */
    public Payment {
        if (!createdAt.equals(createdAt.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException(
                    "createdAt is %s; it must be whole milliseconds; truncate it".formatted(createdAt));
        }
    }

    /** A payment that was just accepted. */
    public static Payment pending(PaymentId id, Money money, Instant now) {
        return new Payment(id, money, PaymentStatus.PENDING, now.truncatedTo(ChronoUnit.MILLIS), Fingerprint.of(money));
    }
}
