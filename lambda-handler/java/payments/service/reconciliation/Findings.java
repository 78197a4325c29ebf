package payments.service.reconciliation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects a report. */
final class Findings {
    private long payments;
    private long ledgerPayments;
    private long waiting;
    private Duration longestWait = Duration.ZERO;
    private final Limited<String> missing = new Limited<>();
    private final Limited<String> extra = new Limited<>();
    private final Limited<Difference> differing = new Limited<>();

    void comparedPayment() {
        payments++;
    }

    void lookedUpLedgerPayment() {
        ledgerPayments++;
    }

    /** The age may be negative when clocks differ; then it is none. */
    void waiting(Duration age) {
        waiting++;
        longestWait = age.compareTo(longestWait) > 0 ? age : longestWait;
    }

    /** Files a difference under its kind. */
    void difference(Difference difference) {
        if (difference.actual().isEmpty()) {
            missing.add(difference.paymentId());
        } else {
            differing.add(difference);
        }
    }

    void extra(String paymentId) {
        extra.add(paymentId);
    }

    ReconciliationReport report(List<String> contradictions, Optional<String> next) {
        return new ReconciliationReport(
                payments,
                ledgerPayments,
                waiting,
                longestWait,
                missing.items,
                missing.count,
                extra.items,
                extra.count,
                differing.items,
                differing.count,
                contradictions,
                next);
    }

    /** Counts all and stores the first. */
    private static final class Limited<T> {
        private final List<T> items = new ArrayList<>();
        private long count;

        void add(T item) {
            count++;
            if (items.size() < ReconciliationReport.LISTED) {
                items.add(item);
            }
        }
    }
}
