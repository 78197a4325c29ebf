package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Range;

/**
 * The books in the database: the relay posts to them, a migration keeps their schema, a reconciliation compares them with
 * the payments.
 *
 * @param reconciliationHours hours between two reconciliations
 */
public record LedgerSettings(
        @Fallback("24") @Range(min = 1, max = 168) @Describe("Hours between two comparisons of payments and books")
        int reconciliationHours) {}
