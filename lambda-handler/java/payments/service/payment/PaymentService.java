package payments.service.payment;

import java.time.Clock;
import java.util.Optional;
import payments.service.domain.Money;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.store.PaymentStore;

/** Creates and finds payments. Knows nothing of HTTP or DynamoDB; safe for concurrent callers. */
public final class PaymentService {
    private final PaymentStore store;
    private final Clock clock;
    private final IdSource ids;

    /** Takes its three ports. */
    public PaymentService(PaymentStore store, Clock clock, IdSource ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Creates a payment, once per id.
     *
     * @param id the client's id; empty for one of ours, and then a client that loses the answer cannot repeat
     *     the request without paying twice
     * @throws payments.service.store.StoreUnavailableException when it is not known whether it was stored
     */
    public CreateOutcome create(Optional<PaymentId> id, Money money) {
        Payment payment = Payment.pending(id.orElseGet(ids::next), money, clock.instant());
        Optional<Payment> earlier = store.putIfAbsent(payment);
        if (earlier.isEmpty()) {
            return new CreateOutcome.Created(payment);
        }
        boolean same = earlier.get().fingerprint().equals(payment.fingerprint());
        return same ? new CreateOutcome.Replayed(earlier.get()) : new CreateOutcome.Conflict();
    }

    /** Finds a payment by its id. */
    public Optional<Payment> find(PaymentId id) {
        return store.find(id);
    }
}
