package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/**
 * What a bucket is for, by what uses it, and what else of the program belongs to it.
 */
final class Buckets {
    private Buckets() {}

    /** Whether access logs of buckets or load balancers are delivered to it. */
    static boolean isAccessLogTarget(Resource bucket) {
        return isNamedBy(bucket, "aws_s3_bucket_logging", "target_bucket")
                || isNamedBy(bucket, "aws_lb", "access_logs.bucket")
                || isNamedBy(bucket, "aws_alb", "access_logs.bucket");
    }

    /** Whether it holds the audit trail. */
    static boolean isTrail(Resource bucket) {
        return isNamedBy(bucket, "aws_cloudtrail", "s3_bucket_name");
    }

    /** Whether AWS Config delivers the configuration history to it. */
    static boolean isConfigurationHistory(Resource bucket) {
        return isNamedBy(bucket, "aws_config_delivery_channel", "s3_bucket_name");
    }

    /** Whether another bucket is replicated to it. */
    static boolean isReplica(Resource bucket) {
        return bucket.stack().program().resources("aws_s3_bucket_replication_configuration").stream()
                .flatMap(replication -> replication.blocks("rule.destination").stream())
                .anyMatch(destination -> destination.attribute("bucket").refersTo(bucket));
    }

    /** The bucket that a value means, if it is in the program. */
    static Optional<Resource> named(Block by, Value bucket) {
        return by.stack().program().meant("aws_s3_bucket", bucket).stream().findFirst();
    }

    /** The resources of a type that set something of the bucket. */
    static List<Resource> companions(Resource bucket, String type) {
        return bucket.referrers(type, "bucket");
    }

    private static boolean isNamedBy(Resource bucket, String type, String attribute) {
        return !bucket.referrers(type, attribute).isEmpty();
    }
}
