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

    void post(JournalEntry entry) {
        changes(entry).forEach((account, change) -> amounts.merge(account, change, Long::sum));
    }

    /** Whether no guarded balance would fall below zero; the guarded ones are those that grow by a credit. */
    boolean allows(JournalEntry entry) {
        return changes(entry).entrySet().stream()
                .filter(change -> GROW_BY_CREDIT.contains(change.getKey().kind()))
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
