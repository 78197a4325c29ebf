/**
 * Events on their way out: written with the payment in one transaction, published afterwards as often as it takes. Start
 * at {@link payments.service.outbox.PaymentEvent}.
 */
@org.jspecify.annotations.NullMarked
package payments.service.outbox;
