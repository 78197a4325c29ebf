package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Range;

/**
 * The ledger in the database: the relay posts to it, a migration updates its schema, a reconciliation compares it with
 * the payments.
 *
 * @param reconciliationHours hours between two reconciliations
 */
public record LedgerSettings(
        @Fallback("24") @Range(min = 1, max = 168) @Describe("Hours between two comparisons of payments and ledger")
        int reconciliationHours) {}
