/** The use cases: create and find a payment. Start at {@link payments.service.payment.PaymentService}. */
@org.jspecify.annotations.NullMarked
package payments.service.payment;
