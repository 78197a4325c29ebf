package payments.service.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import payments.service.domain.Fingerprint;
import payments.service.domain.PaymentId;

/**
 * What the table remembers of a scope: the payment that it made, and of what content.
 *
 * @param scopeDigest {@link IdempotencyScope#digest()}
 * @param paymentId the payment
 * @param fingerprint the content; another content under the same key is refused
 * @param expiresAt from here on the key may name another payment. Always compared with the clock: DynamoDB deletes
 *     expired items days late (developer guide, "Using time to live")
 */
public record IdempotencyRecord(String scopeDigest, PaymentId paymentId, Fingerprint fingerprint, Instant expiresAt) {
    /** How long a key is remembered. */
    public static final Duration RETENTION = Duration.ofHours(24);

    /** How far the clocks of two machines may differ without a key expiring early. */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

    /** Cuts the time to whole seconds, which is what DynamoDB's time to live counts in. */
    public IdempotencyRecord {
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    }
}
