package payments.infrastructure.config;

/**
 * Guards against loss by destruction.
 *
 * @param deletionProtection whether AWS refuses to delete tables and databases
 * @param finalSnapshot whether a database leaves a snapshot when it is destroyed
 * @param emptyBucketsOnDestroy whether destroying a bucket destroys its objects
 */
public record ProtectionSettings(
        @Fallback("true") @Describe("Whether AWS refuses to delete tables and databases")
        boolean deletionProtection,

        @Fallback("true") @Describe("Whether a database leaves a snapshot when it is destroyed")
        boolean finalSnapshot,

        @Fallback("false") @Describe("Whether destroying a bucket destroys its objects")
        boolean emptyBucketsOnDestroy) {}
