/** What a payment is: value types that cannot hold a wrong value. Start at {@link payments.service.domain.Payment}. */
@org.jspecify.annotations.NullMarked
package payments.service.domain;
