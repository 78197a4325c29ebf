package payments.service.payment;

import payments.service.domain.PaymentId;

/** Makes ids for payments whose client sent none. */
@FunctionalInterface
public interface IdSource {
    /** A new id, different from every other. */
    PaymentId next();
}
