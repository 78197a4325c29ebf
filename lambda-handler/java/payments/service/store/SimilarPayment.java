package payments.service.store;

import java.time.Duration;
import java.time.Instant;
import payments.service.domain.PaymentId;

/**
 * The last payment of one caller, reference and amount; by it a possible duplicate under another key is found.
 *
 * @param digest SHA-256 over caller, reference and amount
 * @param last that payment
 * @param at when it was accepted
 */
public record SimilarPayment(String digest, PaymentId last, Instant at) {
    /** Two payments of one caller, reference and amount within this time are a possible duplicate. */
    public static final Duration WINDOW = Duration.ofSeconds(5);

    /** Whether a payment made at this time is near enough to be a duplicate; clocks may disagree in both directions. */
    public boolean isNear(Instant time) {
        return Duration.between(at, time).abs().compareTo(WINDOW) <= 0;
    }
}
