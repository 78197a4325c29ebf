package payments.service.ledger;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The balances as a few lines of Java would keep them: what the database is compared with. */
final class BalanceModel {
    private static final Set<AccountKind> GROW_BY_CREDIT =
            Set.of(AccountKind.AUTHORISED_PAYMENTS, AccountKind.MERCHANT_PAYABLE);

    private final Map<Account, Long> amounts = new HashMap<>();
    private final Map<String, EntryType> types = new HashMap<>();

    /** What was authorised, captured and the rest, by payment, currency and type. */
    private final Map<String, Long> totals = new HashMap<>();

    void post(JournalEntry entry) {
        types.put(entry.eventId(), entry.type());
        changes(entry).forEach((account, change) -> amounts.merge(account, change, Long::sum));
        totals.merge(total(entry, effect(entry)), effectAmount(entry), Long::sum);
    }

    private EntryType effect(JournalEntry entry) {
        return entry.reverses().map(types::get).orElse(entry.type());
    }

    /** Every line of an entry of the posting rules has the one amount of its event. */
    private static long effectAmount(JournalEntry entry) {
        long amount = entry.lines().get(0).minorUnits();
        return entry.type() == EntryType.REVERSAL ? -amount : amount;
    }

    private static String total(JournalEntry entry, EntryType type) {
        return entry.paymentId() + " " + entry.lines().get(0).account().currency() + " " + type;
    }

    /** Whether the payment alone would cover the entry, whatever other payments of its merchant are authorised for. */
    private boolean isCovered(JournalEntry entry) {
        return after(entry, EntryType.CAPTURE) + after(entry, EntryType.RELEASE)
                        <= after(entry, EntryType.AUTHORISATION)
                && after(entry, EntryType.REFUND) <= after(entry, EntryType.CAPTURE);
    }

    private long after(JournalEntry entry, EntryType type) {
        long before = totals.getOrDefault(total(entry, type), 0L);
        return effect(entry) == type ? before + effectAmount(entry) : before;
    }

    /** Whether the payment covers it, and no guarded balance, which are those that grow by a credit, would fall below zero. */
    boolean allows(JournalEntry entry) {
        return isCovered(entry)
                && changes(entry).entrySet().stream()
                        .filter(change ->
                                GROW_BY_CREDIT.contains(change.getKey().kind()))
                        .allMatch(change -> amounts.getOrDefault(change.getKey(), 0L) + change.getValue() >= 0);
    }

    /** As the database lists them. */
    List<String> balances() {
        return amounts.entrySet().stream()
                .filter(balance -> balance.getValue() != 0)
                .map(balance -> "%s %s %s %d"
                        .formatted(
                                balance.getKey().kind().word(),
                                balance.getKey().owner(),
                                balance.getKey().currency(),
                                balance.getValue()))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static Map<Account, Long> changes(JournalEntry entry) {
        Map<Account, Long> changes = new HashMap<>();
        for (Line line : entry.lines()) {
            boolean grows = GROW_BY_CREDIT.contains(line.account().kind()) == (line.side() == Side.CREDIT);
            changes.merge(line.account(), grows ? line.minorUnits() : -line.minorUnits(), Long::sum);
        }
        return changes;
    }
}
