package payments.service.store;

import java.util.List;
import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.resilience.Deadline;

/** Reads all payments, page by page, in no useful order. For reconciliation; a request handler has no use for it. */
@FunctionalInterface
public interface PaymentScan {

    /**
     * A page.
     *
     * @param payments the payments on it; may be none although more pages follow
     * @param unreadable ids of those that cannot be read as payments
     * @param next where the next page begins; empty on the last one
     */
    record Page(List<Payment> payments, List<String> unreadable, Optional<String> next) {
        /** Copies the lists. */
        public Page {
            payments = List.copyOf(payments);
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Reads a page; sees every payment that was written before the call and lies behind the beginning of the page.
     *
     * @param from where the page begins, as an earlier page said; empty for the first one
     * @param limit how many items of the table are looked at, at most
     * @throws payments.service.resilience.UnavailableException when the store cannot answer now
     */
    Page page(Optional<String> from, int limit, Deadline deadline);
}
