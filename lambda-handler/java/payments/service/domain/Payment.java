package payments.service.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One payment as stored.
 *
 * @param id its name, unique in the table
 * @param origin who asked for it, where
 * @param money how much
 * @param details what it is for
 * @param fingerprint what the client asked for, to distinguish a repeat from a different payment under the same id
 * @param possibleDuplicate whether the caller made one of the same reference and amount just before, under another key
 * @param createdAt when it was accepted, UTC, whole milliseconds
 * @param progress how far it has come
 * @param earlier what an earlier system stored of it, where that made it; then nobody is known to own it
 */
public record Payment(
        PaymentId id,
        Origin origin,
        Money money,
        PaymentDetails details,
        Fingerprint fingerprint,
        boolean possibleDuplicate,
        Instant createdAt,
        Progress progress,
        Optional<EarlierRecord> earlier) {

    /** Checks the amounts, and cuts the time so that a payment read back equals the payment written. */
    public Payment {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        if (progress.capturedMinorUnits() > money.minorUnits()) {
            throw new IllegalStateException("captured is %d of %d; no more may be taken than was authorised"
                    .formatted(progress.capturedMinorUnits(), money.minorUnits()));
        }
    }

    /** A payment of this service. */
    public Payment(
            PaymentId id,
            Origin origin,
            Money money,
            PaymentDetails details,
            Fingerprint fingerprint,
            boolean possibleDuplicate,
            Instant createdAt,
            Progress progress) {
        this(id, origin, money, details, fingerprint, possibleDuplicate, createdAt, progress, Optional.empty());
    }

    /** A payment that was just accepted. */
    public static Payment pending(
            PaymentId id,
            Origin origin,
            Money money,
            PaymentDetails details,
            Fingerprint fingerprint,
            boolean possibleDuplicate,
            Instant now) {
        return new Payment(id, origin, money, details, fingerprint, possibleDuplicate, now, Progress.start(now));
    }

    /** Where it stands. */
    public PaymentStatus status() {
        return progress.status();
    }

    /** Whether a caller may know of it: its owner, and every caller of one without an owner, as in the system that made it. */
    public boolean isVisibleTo(String caller) {
        return earlier.isPresent() || origin.caller().equals(caller);
    }

    /** The same payment under the id that its caller knows it by, to be shown to that caller. */
    public Payment shownAs(PaymentId known) {
        return new Payment(known, origin, money, details, fingerprint, possibleDuplicate, createdAt, progress, earlier);
    }

    /** The payment as it was when it was accepted: what a repeated request is answered with, whatever came after. */
    public Payment asCreated() {
        return with(Progress.start(createdAt));
    }

    /** The same payment, further on. */
    public Payment with(Progress progress) {
        return new Payment(id, origin, money, details, fingerprint, possibleDuplicate, createdAt, progress, earlier);
    }
}
