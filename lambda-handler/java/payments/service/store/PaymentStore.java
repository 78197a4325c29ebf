package payments.service.store;

import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;

/** Keeps payments, one per id for ever. Safe for concurrent callers. */
public interface PaymentStore {

    /**
     * Stores the payment unless its id is taken. Exactly one of any number of concurrent calls with one id
     * stores its payment.
     *
     * @return empty when this call stored it; otherwise the payment that already has the id
     * @throws StoreUnavailableException when the outcome could not be found out; repeating is safe
     */
    Optional<Payment> putIfAbsent(Payment payment);

    /**
     * Finds a payment; sees every write that finished before the call.
     *
     * @throws StoreUnavailableException when the store cannot answer now
     */
    Optional<Payment> find(PaymentId id);
}
