package payments.service.payment;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.LongSupplier;
import payments.service.card.CardNumbers;
import payments.service.domain.PaymentId;

/**
 * UUID version 7 (RFC 9562): 48 bits of UTC milliseconds, then 74 random bits. Ids of different milliseconds
 * sort by time; within one millisecond they do not.
 *
 * <p>Safe under SnapStart: the random source is made anew for every id. A source made while the function starts
 * would be part of the snapshot, and every copy restored from it would draw the same ids.
 */
public final class TimeOrderedIds implements IdSource {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long LOW_12_BITS = 0xFFFL;
    private static final long LOW_62_BITS = 0x3FFF_FFFF_FFFF_FFFFL;

    private final Clock clock;
    private final LongSupplier random;

    /** Draws from the operating system's random source. */
    public TimeOrderedIds(Clock clock) {
        this(clock, () -> new SecureRandom().nextLong());
    }

    TimeOrderedIds(Clock clock, LongSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public PaymentId next() {
        String id = draw();
        // A UUID that happens to have no letter may look like a card number, which no id may.
        while (CardNumbers.areIn(id)) {
            id = draw();
        }
        return new PaymentId(id);
    }

    private String draw() {
        long high = (clock.millis() << 16) | VERSION_7 | (random.getAsLong() & LOW_12_BITS);
        long low = VARIANT | (random.getAsLong() & LOW_62_BITS);
        return new UUID(high, low).toString();
    }
}
