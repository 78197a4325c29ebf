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
        this(scope, id, placement, name, Writers.of(sources, placement), audit, protection);
    }

    /**
     * Who delivers logs.
     *
     * @param sources names of the buckets whose requests are logged
     * @param others who else may write
     */
    public record Writers(List<String> sources, List<Statement> others) {
        public Writers {
            sources = List.copyOf(sources);
            others = List.copyOf(others);
        }

        private static Writers of(List<ResourceName> sources, Placement placement) {
            return new Writers(sources.stream().map(placement::name).toList(), List.of());
        }
    }

    /**
     * Defines the bucket.
     *
     * @param name what it is called
     */
    public AccessLogBucket(
            Construct scope,
            String id,
            Placement placement,
            ResourceName name,
            Writers writers,
            AuditSettings audit,
            ProtectionSettings protection) {
        super(
                scope,
                id,
                placement,
                new BucketSpec(
                        placement.name(name),
                        BucketRole.ACCESS_LOG,
                        null,
                        protection.emptyBucketsOnDestroy(),
                        NONCURRENT_VERSION_DAYS,
                        BucketSpec.Lifetime.ofDays(audit.retentionDays()),
                        Stream.concat(
                                        // A condition on no bucket at all would be no condition.
                                        writers.sources().isEmpty()
                                                ? Stream.empty()
                                                : Stream.of(
                                                        delivery(placement, placement.name(name), writers.sources())),
                                        writers.others().stream())
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
