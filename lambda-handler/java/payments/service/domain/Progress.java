package payments.service.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How far a payment has come.
 *
 * @param status where it stands
 * @param capturedMinorUnits how much was taken
 * @param refundedMinorUnits how much of that went back
 * @param version 1 when created, one more with each step; the order of everything that happened to it. Times are not:
 *     clocks of two machines disagree
 * @param updatedAt when the last step happened, UTC, whole milliseconds
 */
public record Progress(
        PaymentStatus status, long capturedMinorUnits, long refundedMinorUnits, long version, Instant updatedAt) {

    /** Checks that nothing is given back that was not taken. */
    public Progress {
        if (capturedMinorUnits < 0 || refundedMinorUnits < 0 || refundedMinorUnits > capturedMinorUnits) {
            throw new IllegalStateException("captured is %d and refunded %d; 0 <= refunded <= captured must hold"
                    .formatted(capturedMinorUnits, refundedMinorUnits));
        }
        if (version < 1) {
            throw new IllegalArgumentException("version is %d; the first is 1".formatted(version));
        }
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Just accepted. */
    static Progress start(Instant now) {
        return new Progress(PaymentStatus.PENDING, 0, 0, 1, now);
    }

    Progress next(PaymentStatus status, long captured, long refunded, Instant now) {
        return new Progress(status, captured, refunded, version + 1, now);
    }
}
