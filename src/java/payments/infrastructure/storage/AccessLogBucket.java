package payments.infrastructure.storage;

import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.config.deployment.AuditSettings;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Where S3 logs the requests to a region's other buckets (PCI DSS 10.2.1). With S3's own key and without locks, because log
 * delivery works with neither a customer's key nor a default retention (S3 guide, "Enabling Amazon S3 server access
 * logging"). It does not log itself: each entry would make another one.
 */
public final class AccessLogBucket extends PrivateBucket {
    /** Log delivery makes nothing of an object twice. */
    private static final int NONCURRENT_VERSION_DAYS = 30;

    /** Defines a bucket into which only S3 delivers logs. */
    public AccessLogBucket(
            Construct scope,
            String id,
            Placement placement,
            ResourceName name,
            List<ResourceName> sources,
            AuditSettings audit,
            ProtectionSettings protection) {
        this(scope, id, placement, name, sources, List.of(), audit, protection);
    }

    /**
     * Defines the bucket.
     *
     * @param name what it is called
     * @param sources the buckets whose requests it receives
     * @param others who else delivers logs into it
     */
    public AccessLogBucket(
            Construct scope,
            String id,
            Placement placement,
            ResourceName name,
            List<ResourceName> sources,
            List<Statement> others,
            AuditSettings audit,
            ProtectionSettings protection) {
        this(
                scope,
                id,
                placement,
                placement.name(name),
                sources.stream().map(placement::name).toList(),
                others,
                audit,
                protection);
    }

    /** The same for sources whose names follow no rule of ours. */
    AccessLogBucket(
            Construct scope,
            String id,
            Placement placement,
            String name,
            List<String> sources,
            List<Statement> others,
            AuditSettings audit,
            ProtectionSettings protection) {
        super(
                scope,
                id,
                placement,
                new BucketSpec(
                        name,
                        BucketRole.ACCESS_LOG,
                        null,
                        protection.emptyBucketsOnDestroy(),
                        NONCURRENT_VERSION_DAYS,
                        audit.retentionDays(),
                        false,
                        Stream.concat(
                                        // A condition on no bucket at all would be no condition.
                                        sources.isEmpty()
                                                ? Stream.empty()
                                                : Stream.of(delivery(placement, name, sources)),
                                        others.stream())
                                .toList()));
    }

    private static Statement delivery(Placement placement, String name, List<String> sources) {
        String[] buckets = sources.stream().map(placement.arns()::bucket).toArray(String[]::new);
        return Statement.allow("DeliverAccessLogs", "s3:PutObject")
                .toService("logging.s3.amazonaws.com")
                .on(placement.arns().bucket(name) + "/*")
                .when("ArnEquals", "aws:SourceArn", buckets)
                .when("StringEquals", "aws:SourceAccount", placement.account());
    }
}
