package payments.service.store;

import java.time.Instant;
import payments.service.domain.PaymentId;

/**
 * The last payment of one caller, reference and amount; tells a possible duplicate under another key.
 *
 * @param digest SHA-256 over caller, reference and amount
 * @param last that payment
 * @param at when it was accepted
 */
public record Sighting(String digest, PaymentId last, Instant at) {}
