package payments.service.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import payments.drill.evidence.Violation;
import payments.service.ledger.Account;
import payments.service.ledger.AccountKind;
import payments.service.ledger.EntryType;
import payments.service.ledger.JournalEntry;
import payments.service.ledger.Line;
import payments.service.ledger.PostingRules;
import payments.service.ledger.Side;
import payments.service.outbox.PaymentEvent;

/** The ledger in memory by the rules of the real one: an event is posted once, and what a caller may have stays above zero. */
final class MemoryLedger {
    private final boolean postsAnEventOnce;
    private final Set<String> events = new HashSet<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private final Map<Account, Long> callersCredit = new HashMap<>();

    /** For a mutant, without the unique event id. */
    MemoryLedger(boolean postsAnEventOnce) {
        this.postsAnEventOnce = postsAnEventOnce;
    }

    /** Posts the event unless it is posted. */
    void post(PaymentEvent event) {
        PostingRules.entry(event).ifPresent(this::post);
    }

    private void post(JournalEntry entry) {
        if (!events.add(entry.eventId()) && postsAnEventOnce) {
            return;
        }
        for (Line line : entry.lines()) {
            AccountKind kind = line.account().kind();
            if (kind == AccountKind.AUTHORISED_PAYMENTS || kind == AccountKind.MERCHANT_PAYABLE) {
                long change = line.side() == Side.CREDIT ? line.minorUnits() : -line.minorUnits();
                long left = callersCredit.merge(line.account(), change, Long::sum);
                if (left < 0) {
                    throw new Violation("I1", "%s falls to %d by %s".formatted(line.account(), left, entry));
                }
            }
        }
        journal.add(entry);
    }

    /** What was posted for a payment under a type, in minor units: the debits of the first account of its entries. */
    long posted(String payment, EntryType type) {
        return journal.stream()
                .filter(entry -> entry.paymentId().equals(payment) && entry.type() == type)
                .mapToLong(entry -> entry.lines().get(0).minorUnits())
                .sum();
    }

    /** Debits less credits of all entries by currency; every one must be zero. */
    Map<String, Long> differences() {
        Map<String, Long> differences = new HashMap<>();
        for (JournalEntry entry : journal) {
            for (Line line : entry.lines()) {
                long signed = line.side() == Side.DEBIT ? line.minorUnits() : -line.minorUnits();
                differences.merge(line.account().currency(), signed, Long::sum);
            }
        }
        return differences;
    }
}
