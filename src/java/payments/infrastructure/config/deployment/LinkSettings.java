package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Validated;

/**
 * What connects the regions of one environment. Each link belongs to the stack of the region with the higher priority.
 *
 * @param peering whether the VPCs are peered, with routes both ways
 * @param documentReplication whether documents are replicated from the primary to each standby
 * @param documentReturn whether documents that a standby takes after a move are replicated to all others as well, so that
 *     nothing is missing when the payments move back
 * @param databaseCopy how the primary's database reaches the standby regions
 */
public record LinkSettings(
        @Fallback("true") @Describe("Whether the VPCs are peered, with routes both ways")
        boolean peering,

        @Fallback("true") @Describe("Whether documents are replicated from the primary to each standby")
        boolean documentReplication,

        @Fallback("false")
        @Describe(
                "Whether documents that a standby takes are replicated to all other regions as well; needs documentReplication")
        boolean documentReturn,

        @Fallback("backups") @Describe("How the primary's database reaches the standby regions")
        DatabaseCopy databaseCopy)
        implements Validated {
    @Override
    public void validate(Contradictions contradictions) {
        if (documentReturn && !documentReplication) {
            contradictions.add(
                    "documentReturn is true without documentReplication; set documentReplication to true or leave documentReturn out",
                    "documentReturn",
                    "documentReplication");
        }
    }
}
