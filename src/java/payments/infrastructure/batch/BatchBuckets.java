package payments.infrastructure.batch;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.storage.AccessLogBucket;
import payments.infrastructure.storage.PaymentFilesBucket;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The buckets of payment files. Three, so that nothing that the platform writes can be taken for an upload, and card data
 * is where only the quarantine's readers are.
 */
public final class BatchBuckets extends Construct {
    private final PaymentFilesBucket uploads;
    private final PaymentFilesBucket reports;
    private final PaymentFilesBucket quarantine;

    /**
     * Defines the buckets.
     *
     * @param keyArn the key that encrypts their objects; null for S3's own keys
     */
    public BatchBuckets(
            Construct scope,
            String id,
            Placement placement,
            ProtectionSettings protection,
            @Nullable KeyArn keyArn,
            AccessLogBucket accessLogs) {
        super(scope, id);
        this.uploads = new PaymentFilesBucket(
                this, "uploads", placement, PaymentFilesBucket.Use.UPLOADS, protection, keyArn, accessLogs);
        this.reports = new PaymentFilesBucket(
                this, "reports", placement, PaymentFilesBucket.Use.REPORTS, protection, keyArn, accessLogs);
        this.quarantine = new PaymentFilesBucket(
                this, "quarantine", placement, PaymentFilesBucket.Use.QUARANTINE, protection, keyArn, accessLogs);
    }

    /** Where files arrive. */
    public PaymentFilesBucket uploads() {
        return uploads;
    }

    /** Where reports and checked rows go. */
    public PaymentFilesBucket reports() {
        return reports;
    }

    /** Where files with card data go. */
    public PaymentFilesBucket quarantine() {
        return quarantine;
    }
}
