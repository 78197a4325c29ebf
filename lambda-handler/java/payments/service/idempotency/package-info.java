/** What makes two requests the same. Start at {@link payments.service.idempotency.IdempotencyScope}. */
@org.jspecify.annotations.NullMarked
package payments.service.idempotency;
