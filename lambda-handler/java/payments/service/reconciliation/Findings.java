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
    private final Growing<String> missing = new Growing<>();
    private final Growing<String> extra = new Growing<>();
    private final Growing<Difference> differing = new Growing<>();
    private final Growing<String> unreadable = new Growing<>();

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

    void unreadable(String paymentId) {
        unreadable.add(paymentId);
    }

    ReconciliationReport report(List<String> contradictions, Optional<String> next) {
        return new ReconciliationReport(
                payments,
                ledgerPayments,
                waiting,
                longestWait,
                missing.listed(),
                extra.listed(),
                differing.listed(),
                unreadable.listed(),
                contradictions,
                next);
    }

    /** Counts all and stores the first. */
    private static final class Growing<T> {
        private final List<T> items = new ArrayList<>();
        private long count;

        void add(T item) {
            count++;
            if (items.size() < Listed.MOST) {
                items.add(item);
            }
        }

        Listed<T> listed() {
            return new Listed<>(count, items);
        }
    }
}
