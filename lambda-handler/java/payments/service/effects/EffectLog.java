package payments.service.effects;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import payments.service.domain.PaymentId;
import payments.service.idempotency.IdempotencyRecord;
import payments.service.resilience.Deadline;
import payments.service.store.Effect;

/**
 * What happened to the payments of all regions: one list for each payment, numbered 1, 2, 3 without a gap by the payment's
 * version. An effect has happened when it is in the log, and only then. The first append makes the version; nothing
 * else, no owner, clock or copy, decides. Safe for concurrent callers in any number of regions.
 *
 * <p>Every read sees every append that finished before it, wherever that was. Every method throws {@link
 * payments.service.resilience.UnavailableException} when the outcome could not be found out in time: then nothing may be
 * taken for done or for absent, and repeating the same call is safe.
 */
public interface EffectLog {

    /** Appends an effect as its version of its payment, unless that version is there. */
    AppendResult append(Effect effect, Deadline deadline);

    /**
     * Has a key stand for a payment that the client gave an id of its own. Where the key alone would have made a payment, it
     * cannot any more; where it did, it cannot stand for another one.
     *
     * @param byKey the id that the key alone would make
     * @param record what the key is to stand for
     * @param now the time by which an earlier record may have expired
     * @return what the key stands for already, when that is something else or an earlier order of the same content; empty when
     *     this call made it stand for the payment
     */
    Optional<IdempotencyRecord> claim(PaymentId byKey, IdempotencyRecord record, Instant now, Deadline deadline);

    /** The effects of a payment above a version, in their order; all of them above version 0. */
    List<LoggedEffect> after(PaymentId id, long version, Deadline deadline);

    /** The newest effect of a payment. */
    Optional<LoggedEffect> newest(PaymentId id, Deadline deadline);

    /** One effect. */
    Optional<LoggedEffect> find(PaymentId id, long version, Deadline deadline);

    /**
     * A place among all items of the log, in an order of the log's own.
     *
     * @param partition the value of the partition key
     * @param version that of the sort key
     */
    record Place(String partition, long version) {}

    /**
     * Some of all effects, those of a payment in their order.
     *
     * @param effects the effects; may be none although more follow
     * @param unreadable why each of the others cannot be read by this version of the code
     * @param next where the next ones begin; empty at the end
     */
    record Page(List<LoggedEffect> effects, List<RuntimeException> unreadable, Optional<Place> next) {
        /** Copies the lists. */
        public Page {
            effects = List.copyOf(effects);
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Reads all effects, page by page.
     *
     * @param from where an earlier page ended; empty for the first one
     */
    Page page(Optional<Place> from, Deadline deadline);

    /**
     * Writes down that the event of an effect was published.
     *
     * @return false when it was written down before
     */
    boolean markSent(PaymentId id, long version, Instant at, Deadline deadline);
}
