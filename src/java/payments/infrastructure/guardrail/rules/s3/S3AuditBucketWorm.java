package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * In production the audit trail cannot be changed for a year. Targets of access logs and of AWS Config must not be locked: AWS
 * then delivers nothing. Outside production a trail may go with its environment.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html">AWS: Object Lock</a>
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-config-deliverychannel.html">AWS:
 *     delivery channel</a>, on Object Lock
 */
@Guardrail(
        id = "s3-audit-bucket-worm",
        severity = Severity.HIGH,
        expects =
                "Object Lock for at least 365 days on the trail's bucket, none where AWS cannot deliver to a locked one",
        fix = "set object_lock_enabled and a default retention of 400 days, mode GOVERNANCE",
        why = "Who breaks in would delete the traces",
        pci = {"10.5.1", "10.3.2"},
        sources = {"CKV_AWS_143", "S3.15", "S3_BUCKET_DEFAULT_LOCK_ENABLED"})
final class S3AuditBucketWorm extends ResourceRule {
    private static final String LOCK = "aws_s3_bucket_object_lock_configuration";
    private static final String RETENTION = "rule.default_retention.";
    private static final long SHORTEST_DAYS = 365;
    private static final long LONGEST_DAYS = 36_500;

    S3AuditBucketWorm() {
        super("aws_s3_bucket");
    }

    @Override
    protected void judge(Resource bucket, Verdicts verdicts) {
        if (Buckets.isAccessLogTarget(bucket) || Buckets.isConfigurationHistory(bucket)) {
            verdicts.require(bucket, "object_lock_enabled", locked -> locked.isAbsent() || locked.isFalse());
        } else if (!Buckets.isTrail(bucket)) {
            verdicts.notApplicable("it holds no audit trail");
        } else if (!bucket.isProduction()) {
            verdicts.notApplicable("not in production");
        } else {
            verdicts.require(bucket, "object_lock_enabled", Value::isTrue);
            retention(bucket, verdicts);
        }
    }

    private static void retention(Resource bucket, Verdicts verdicts) {
        List<Resource> locks = Buckets.companions(bucket, LOCK);
        if (locks.isEmpty()) {
            verdicts.fail(LOCK, "(absent)");
        }
        for (Resource lock : locks) {
            if (lock.has(RETENTION + "years")) {
                verdicts.require(lock, RETENTION + "years", years -> years.isBetween(1, LONGEST_DAYS));
            } else {
                verdicts.require(lock, RETENTION + "days", days -> days.isBetween(SHORTEST_DAYS, LONGEST_DAYS));
            }
        }
    }
}
