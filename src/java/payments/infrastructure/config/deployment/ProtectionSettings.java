package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Validated;

/**
 * Guards against loss by destruction. Two of them are independent: with {@code deletionProtection} AWS refuses every caller;
 * Terraform refuses {@code preventDestroy}, before it asks.
 *
 * @param deletionProtection whether AWS refuses to delete tables and databases
 * @param preventDestroy whether Terraform refuses to destroy or replace what holds data: keys, buckets, tables, databases,
 *     secrets and log groups
 * @param finalSnapshot whether a database leaves a snapshot when it is destroyed
 * @param emptyBucketsOnDestroy whether destroying a bucket destroys its objects, locked ones too
 */
public record ProtectionSettings(
        @Fallback("true") @Overridable @Describe("Whether AWS refuses to delete tables and databases")
        boolean deletionProtection,

        @Fallback("true")
        @Overridable
        @Describe("Whether Terraform refuses to destroy keys, buckets, tables, databases, secrets and log groups")
        boolean preventDestroy,

        @Fallback("true") @Overridable @Describe("Whether a database leaves a snapshot when it is destroyed")
        boolean finalSnapshot,

        @Fallback("false") @Overridable @Describe("Whether destroying a bucket destroys its objects, locked ones too")
        boolean emptyBucketsOnDestroy)
        implements Validated {
    /** Everything that there is. */
    public static final ProtectionSettings FULL = new ProtectionSettings(true, true, true, false);

    @Override
    public void validate(Contradictions contradictions) {
        if (preventDestroy && emptyBucketsOnDestroy) {
            contradictions.add(
                    "preventDestroy and emptyBucketsOnDestroy are both true, but a bucket that cannot be destroyed is never"
                            + " emptied; set one of them to false",
                    "emptyBucketsOnDestroy",
                    "preventDestroy");
        }
    }
}
