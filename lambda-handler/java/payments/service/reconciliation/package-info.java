/**
 * Compares what payments say with what the ledger says, and changes neither. Start at
 * {@link payments.service.reconciliation.Reconciliation}.
 */
@org.jspecify.annotations.NullMarked
package payments.service.reconciliation;
