/** Where payments are kept. Start at the port {@link payments.service.store.PaymentStore}. */
@org.jspecify.annotations.NullMarked
package payments.service.store;
