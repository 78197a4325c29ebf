package payments.infrastructure.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** A bucket for files of payments on their way: uploaded, reported on, or put under quarantine. */
public final class PaymentFilesBucket extends PrivateBucket {
    private static final int NONCURRENT_VERSION_DAYS = 30;

    /** How long each kind of file is of use. Nothing is kept for longer than there is a reason (PCI DSS 3.2.1). */
    public enum Use {
        /** Files as they were received, for as long as there may be questions about one. */
        UPLOADS(ResourceName.UPLOADS_BUCKET, 90),
        /** What was refused and why: as long as other records of what happened. */
        REPORTS(ResourceName.REPORTS_BUCKET, 400),
        /** Files with card data, which must not stay: until the sender has been informed. */
        QUARANTINE(ResourceName.QUARANTINE_BUCKET, 30);

        private final ResourceName bucket;
        private final int days;

        Use(ResourceName bucket, int days) {
            this.bucket = bucket;
            this.days = days;
        }
    }

    /**
     * Defines the bucket with everything that guards it.
     *
     * @param keyArn the key that encrypts its objects; null for S3's own keys
     * @param accessLogs where its requests are logged
     */
    public PaymentFilesBucket(
            Construct scope,
            String id,
            Placement placement,
            Use use,
            ProtectionSettings protection,
            @Nullable KeyArn keyArn,
            AccessLogBucket accessLogs) {
        super(
                scope,
                id,
                placement,
                new BucketSpec(
                        placement.name(use.bucket),
                        BucketRole.TRANSIT,
                        keyArn,
                        protection.emptyBucketsOnDestroy(),
                        NONCURRENT_VERSION_DAYS,
                        BucketSpec.Lifetime.ofDays(use.days),
                        List.of()));
        logRequestsTo(accessLogs);
    }
}
