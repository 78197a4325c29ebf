package payments.drill.evidence;

import java.util.List;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;

/**
 * What callers were answered.
 *
 * @param promises what was said to be done
 * @param keys payments that were answered to a key
 * @param readings payments as readers saw them
 */
public record Answers(List<Promise> promises, List<KeyPromise> keys, List<Payment> readings) {
    /**
     * What a caller was promised.
     *
     * @param region who said so
     * @param payment the payment
     * @param operation what was done: the operation's id, or {@code create}
     */
    public record Promise(String region, PaymentId payment, String operation) {}

    /**
     * A payment with an id of its caller's own that was answered to a key.
     *
     * @param byKey the id that the key alone would make
     * @param payment the payment that was answered
     */
    public record KeyPromise(PaymentId byKey, PaymentId payment) {}
}
