package payments.service.outbox;

import java.util.List;
import payments.service.resilience.Deadline;

/**
 * Posts an event to the ledger. Called before the event is published, and at least once for each event, in the order of
 * the payment's sequence: the implementation stores the event's id and posts it once.
 */
@FunctionalInterface
public interface LedgerPosting {
    /** Where a deployment has no database: DynamoDB alone is the record. */
    LedgerPosting NONE = (event, deadline) -> {};

    /**
     * Posts the event unless it is posted.
     *
     * @throws payments.service.resilience.UnavailableException when the ledger cannot answer now; repeating is safe
     */
    void post(PaymentEvent event, Deadline deadline);

    /**
     * Posts many events, those of a payment in their order.
     *
     * @return those that are not posted, one of each payment; the others of that payment behind it are not posted either
     * @throws payments.service.resilience.UnavailableException when the ledger cannot answer now and none is posted for
     *     sure; repeating is safe
     */
    default List<Held> postAll(List<PaymentEvent> events, Deadline deadline) {
        return Held.oneByOne(events, event -> post(event, deadline), failure -> false);
    }
}
