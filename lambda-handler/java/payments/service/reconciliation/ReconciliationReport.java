package payments.service.reconciliation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run found. Counts are of everything, lists end at {@value #LISTED} each.
 *
 * @param payments payments that were compared
 * @param ledgerPayments payments of the ledger that were looked up
 * @param waiting payments that are on their way: an event of theirs is still in the outbox
 * @param longestWait how long the oldest of these events has been waiting; zero when there is none
 * @param missing payments of which the ledger has nothing and should
 * @param missingCount how many
 * @param extra payments that the ledger has and the store does not
 * @param extraCount how many
 * @param differing payments known to both, with other amounts
 * @param differingCount how many
 * @param contradictions what can never be in the ledger by their own rules
 * @param next where to continue, when the time ran out; empty when all was compared
 */
public record ReconciliationReport(
        long payments,
        long ledgerPayments,
        long waiting,
        Duration longestWait,
        List<String> missing,
        long missingCount,
        List<String> extra,
        long extraCount,
        List<Difference> differing,
        long differingCount,
        List<String> contradictions,
        Optional<String> next) {
    /** How many of each kind are listed: enough to begin with, and an answer of Lambda has a limit of 6 MB. */
    public static final int LISTED = 500;

    /** Copies the lists. */
    public ReconciliationReport {
        missing = List.copyOf(missing);
        extra = List.copyOf(extra);
        differing = List.copyOf(differing);
        contradictions = List.copyOf(contradictions);
    }

    /** Whether payments and the ledger agree, as far as they were compared. */
    public boolean agrees() {
        return missingCount == 0 && extraCount == 0 && differingCount == 0 && contradictions.isEmpty();
    }
}
