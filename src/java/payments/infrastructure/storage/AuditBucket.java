package payments.infrastructure.storage;

import com.hashicorp.cdktf.providers.aws.s3_bucket_object_lock_configuration.S3BucketObjectLockConfigurationA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_object_lock_configuration.S3BucketObjectLockConfigurationRuleA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_object_lock_configuration.S3BucketObjectLockConfigurationRuleDefaultRetentionA;
import java.util.List;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * A bucket of records for auditors, which expire when their time is over. Where the writer allows it, nobody can
 * change or delete a record before that (PCI DSS 10.3.2, 10.5.1): the lock is in mode GOVERNANCE, so only a principal with
 * {@code s3:BypassGovernanceRetention} can, and no role of ours does.
 */
public final class AuditBucket extends PrivateBucket {
    private static final int NONCURRENT_VERSION_DAYS = 1;

    /**
     * What distinguishes one bucket of records from another.
     *
     * @param name what it is called
     * @param locked whether records are locked; AWS Config delivers to no bucket with Object Lock (Config API,
     *     DeliveryChannel)
     * @param writers what the service that writes the records may do
     */
    public record Spec(ResourceName name, boolean locked, List<Statement> writers) {
        public Spec {
            writers = List.copyOf(writers);
        }
    }

    /**
     * Defines the bucket.
     *
     * @param accessLogs where its requests are logged
     */
    public AuditBucket(
            Construct scope,
            String id,
            Placement placement,
            Spec spec,
            Settings settings,
            KeyArn keyArn,
            AccessLogBucket accessLogs) {
        super(
                scope,
                id,
                placement,
                new BucketSpec(
                        placement.name(spec.name()),
                        BucketRole.AUDIT,
                        keyArn,
                        settings.protection().emptyBucketsOnDestroy(),
                        NONCURRENT_VERSION_DAYS,
                        new BucketSpec.Lifetime(settings.audit().retentionDays(), spec.locked()),
                        spec.writers()));
        logRequestsTo(accessLogs);
        if (spec.locked()) {
            lock(placement, settings.audit().retentionDays());
        }
    }

    private void lock(Placement placement, int days) {
        S3BucketObjectLockConfigurationA.Builder.create(this, "object-lock")
                .provider(placement.provider())
                .bucket(id())
                .rule(S3BucketObjectLockConfigurationRuleA.builder()
                        .defaultRetention(S3BucketObjectLockConfigurationRuleDefaultRetentionA.builder()
                                .mode("GOVERNANCE")
                                .days(days)
                                .build())
                        .build())
                .dependsOn(List.of(versioning()))
                .build();
    }
}
