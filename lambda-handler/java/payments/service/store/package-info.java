/** Where payments are stored. Start at the port {@link payments.service.store.PaymentStore}. */
@org.jspecify.annotations.NullMarked
package payments.service.store;
