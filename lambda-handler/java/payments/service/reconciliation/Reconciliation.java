package payments.service.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.service.database.DatabaseRefusedException;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.domain.RejectedException;
import payments.service.ledger.LedgerReader;
import payments.service.ledger.PaymentTotals;
import payments.service.observability.Failures;
import payments.service.outbox.OutboxEntry;
import payments.service.outbox.OutboxStore;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.PaymentScan;
import payments.service.store.PaymentStore;

/**
 * Compares every payment with the ledger, and every payment of the ledger with the store. It reads only: what to do about a
 * difference is a person's decision, and a correction of the ledger is a reversing entry.
 *
 * <p>Needed after a database was promoted with lag (the ledger lost entries) or a table was restored to an earlier time
 * (the store lost payments), and otherwise to prove that neither happened. A payment whose event is still in the outbox is
 * no difference, it is on its way; how long is in the report.
 *
 * <p>A run that has too little time left ends with the place where the next one continues.
 */
public final class Reconciliation {
    private static final int PAGE = 250;

    /** Enough for one page with all its second looks, and for the answer. */
    private static final Duration TIME_OF_A_PAGE = Duration.ofSeconds(10);

    private static final String PAYMENTS = "payments:";
    private static final String LEDGER = "ledger:";

    private final PaymentScan scan;
    private final PaymentStore store;
    private final OutboxStore outbox;
    private final LedgerReader ledger;
    private final Clock clock;
    private final int page;

    /** Compares these. */
    public Reconciliation(PaymentScan scan, PaymentStore store, OutboxStore outbox, LedgerReader ledger, Clock clock) {
        this(scan, store, outbox, ledger, clock, PAGE);
    }

    /** Takes a page size, so that a test needs few payments for several pages. */
    Reconciliation(
            PaymentScan scan, PaymentStore store, OutboxStore outbox, LedgerReader ledger, Clock clock, int page) {
        this.scan = scan;
        this.store = store;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
        this.page = page;
    }

    /**
     * Compares until all is done or the time is short. The ledger's own rules are checked by the run that comes
     * to the end.
     *
     * @param from the place that an earlier report named; empty to begin
     * @throws IllegalArgumentException when the place is none of ours
     * @throws payments.service.resilience.UnavailableException when one of the stores cannot answer now
     */
    public ReconciliationReport run(Optional<String> from, Deadline deadline) {
        Findings findings = new Findings();
        Optional<String> next = Optional.of(from.orElse(PAYMENTS));
        do {
            next = step(next.get(), findings, deadline);
        } while (next.isPresent() && deadline.allows(TIME_OF_A_PAGE));
        return findings.report(next.isPresent() ? List.of() : contradictions(deadline), next);
    }

    /** The whole journal is added up for this; where that fails, what was found before must not be lost with it. */
    private List<String> contradictions(Deadline deadline) {
        try {
            return ledger.contradictions(deadline);
        } catch (UnavailableException | DatabaseRefusedException e) {
            return List.of("the ledger's own rules could not be checked: " + String.join(" < ", Failures.classes(e)));
        }
    }

    private Optional<String> step(String place, Findings findings, Deadline deadline) {
        if (place.startsWith(PAYMENTS)) {
            return Optional.of(comparePayments(place.substring(PAYMENTS.length()), findings, deadline));
        }
        if (place.startsWith(LEDGER)) {
            return lookUpLedgerPayments(place.substring(LEDGER.length()), findings, deadline);
        }
        throw new IllegalArgumentException(
                "the place to continue is none of ours; take it from the field next of a report");
    }

    private String comparePayments(String token, Findings findings, Deadline deadline) {
        PaymentScan.Page found = scan.page(Optional.of(token).filter(text -> !text.isEmpty()), page, deadline);
        Map<String, List<PaymentTotals>> totals = ledger.totals(
                found.payments().stream().map(payment -> payment.id().value()).toList(), deadline);
        found.unreadable().forEach(findings::unreadable);
        for (Payment payment : found.payments()) {
            findings.comparedPayment();
            List<PaymentTotals> actual = totals.getOrDefault(payment.id().value(), List.of());
            if (!actual.equals(Expectation.of(payment))) {
                lookAgain(payment.id(), findings, deadline);
            }
        }
        return found.next().map(next -> PAYMENTS + next).orElse(LEDGER);
    }

    /** The payment may have moved between the two reads: it counts only when it stands still around the second look. */
    private void lookAgain(PaymentId id, Findings findings, Deadline deadline) {
        Optional<Payment> before = store.find(id, deadline);
        List<PaymentTotals> actual =
                ledger.totals(List.of(id.value()), deadline).getOrDefault(id.value(), List.of());
        Optional<Instant> oldest = before.flatMap(payment -> oldestUnsent(payment, deadline));
        if (!store.find(id, deadline).equals(before)) {
            findings.waiting(Duration.ZERO);
            return;
        }
        List<PaymentTotals> expected = before.map(Expectation::of).orElse(List.of());
        if (actual.equals(expected)) {
            return;
        }
        if (oldest.isPresent()) {
            findings.waiting(Duration.between(oldest.get(), clock.instant()));
        } else {
            findings.difference(new Difference(id.value(), expected, actual));
        }
    }

    private Optional<Instant> oldestUnsent(Payment payment, Deadline deadline) {
        for (long sequence = 1; sequence <= payment.progress().version(); sequence++) {
            Optional<OutboxEntry> entry = outbox.find(payment.id(), sequence, deadline);
            if (entry.isPresent() && !entry.get().sent()) {
                return Optional.of(entry.get().event().occurredAt());
            }
        }
        return Optional.empty();
    }

    private Optional<String> lookUpLedgerPayments(String after, Findings findings, Deadline deadline) {
        List<String> ids = ledger.paymentIds(after, page, deadline);
        for (String id : ids) {
            findings.lookedUpLedgerPayment();
            if (!isStored(id, deadline)) {
                findings.extra(id);
            }
        }
        return ids.size() < page ? Optional.empty() : Optional.of(LEDGER + ids.get(page - 1));
    }

    private boolean isStored(String id, Deadline deadline) {
        try {
            return store.find(new PaymentId(id), deadline).isPresent();
        } catch (RejectedException e) {
            // No payment can have such an id.
            return false;
        }
    }
}
