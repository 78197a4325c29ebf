/**
 * Compares what payments say with what the books say, and changes neither. Start at
 * {@link payments.service.reconciliation.Reconciliation}.
 */
@org.jspecify.annotations.NullMarked
package payments.service.reconciliation;
