package payments.infrastructure.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** The bucket of a region's payment documents. */
public final class DocumentsBucket extends PrivateBucket {
    private static final int NONCURRENT_VERSION_DAYS = 90;

    /**
     * Defines the bucket with everything that guards it.
     *
     * @param role whether the region's documents are the first copy or another region's
     * @param keyArn the region's documents key; null for the one that S3 manages
     * @param accessLogs where its requests are logged
     */
    public DocumentsBucket(
            Construct scope,
            String id,
            Placement placement,
            BucketRole role,
            ProtectionSettings protection,
            @Nullable KeyArn keyArn,
            AccessLogBucket accessLogs) {
        super(
                scope,
                id,
                placement,
                new BucketSpec(
                        placement.name(ResourceName.DOCUMENTS_BUCKET),
                        role,
                        keyArn,
                        protection.emptyBucketsOnDestroy(),
                        NONCURRENT_VERSION_DAYS,
                        BucketSpec.Lifetime.endless(),
                        List.of()));
        logRequestsTo(accessLogs);
    }
}
