package payments.service.reconciliation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run found.
 *
 * @param payments payments that were compared
 * @param ledgerPayments payments of the ledger that were looked up
 * @param waiting payments that are on their way: an event of theirs is still in the outbox
 * @param longestWait how long the oldest of these events has been waiting; zero when there is none
 * @param missing payments of which the ledger has nothing and should
 * @param extra payments that the ledger has and the store does not
 * @param differing payments known to both, with other amounts
 * @param unreadable what is stored as a payment and cannot be read as one
 * @param contradictions what can never be in the ledger by their own rules
 * @param next where to continue, when the time ran out; empty when all was compared
 */
public record ReconciliationReport(
        long payments,
        long ledgerPayments,
        long waiting,
        Duration longestWait,
        Listed<String> missing,
        Listed<String> extra,
        Listed<Difference> differing,
        Listed<String> unreadable,
        List<String> contradictions,
        Optional<String> next) {
    /** An event that waits for longer is not on its way any more, it is held up: the sweep of each minute did not help it. */
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** Copies the list. */
    public ReconciliationReport {
        contradictions = List.copyOf(contradictions);
    }

    /** Whether payments and the ledger agree, as far as they were compared, and nothing is held up on its way. */
    public boolean agrees() {
        return missing.count() + extra.count() + differing.count() + unreadable.count() == 0
                && contradictions.isEmpty()
                && !isHeldUp();
    }

    /** Whether an event waits for longer than any failure that mends itself lasts. */
    public boolean isHeldUp() {
        return longestWait.compareTo(LONGEST_WAIT) > 0;
    }
}
