package payments.regions;

import java.time.Instant;

/**
 * An event of a payment in a region's outbox.
 *
 * @param sequence the payment's version after it
 * @param type what happened
 * @param at when
 * @param isSent whether the region's relay is done with it
 */
public record Event(long sequence, String type, Instant at, boolean isSent) {}
