package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;

/**
 * What connects the regions of one environment. Each link belongs to the stack of the region with the higher priority.
 *
 * @param peering whether the VPCs are peered, with routes both ways
 * @param documentReplication whether documents are replicated from the primary to each standby
 * @param databaseCopy how the primary's database reaches the standby regions
 */
public record LinkSettings(
        @Fallback("true") @Describe("Whether the VPCs are peered, with routes both ways")
        boolean peering,

        @Fallback("true") @Describe("Whether documents are replicated from the primary to each standby")
        boolean documentReplication,

        @Fallback("backups") @Describe("How the primary's database reaches the standby regions")
        DatabaseCopy databaseCopy) {}
