/** Time limits and repetition. Start at {@link payments.service.resilience.Deadline}. */
@org.jspecify.annotations.NullMarked
package payments.service.resilience;
