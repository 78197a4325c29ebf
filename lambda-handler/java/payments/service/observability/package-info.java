/** What the service says about itself. Start at {@link payments.service.observability.Events}. */
@org.jspecify.annotations.NullMarked
package payments.service.observability;
