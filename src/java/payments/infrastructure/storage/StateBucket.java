package payments.infrastructure.storage;

import java.util.List;
import payments.infrastructure.config.deployment.AuditSettings;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Where Terraform stores its state: every version, so that a broken state can be put back (Terraform documentation, "S3
 * backend", recommends versioning), and every request logged, because a state names all that there is.
 */
public final class StateBucket extends PrivateBucket {
    /** A version that was not needed for a quarter will not be needed. */
    private static final int NONCURRENT_VERSION_DAYS = 90;

    /**
     * Defines the bucket and the one that its requests are logged in.
     *
     * @param name what the backend calls it
     * @param keyArn the key of the state
     */
    public StateBucket(
            Construct scope,
            String id,
            Placement placement,
            String name,
            AuditSettings audit,
            ProtectionSettings protection,
            KeyArn keyArn) {
        super(
                scope,
                id,
                placement,
                new BucketSpec(
                        name,
                        BucketRole.STATE,
                        keyArn,
                        protection.emptyBucketsOnDestroy(),
                        NONCURRENT_VERSION_DAYS,
                        BucketSpec.Lifetime.endless(),
                        List.of()));
        logRequestsTo(new AccessLogBucket(
                this,
                "access-logs",
                placement,
                ResourceName.STATE_ACCESS_LOG_BUCKET,
                new AccessLogBucket.Writers(List.of(name), List.of()),
                audit,
                protection));
    }
}
