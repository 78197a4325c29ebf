package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A bucket tagged {@code bucket-role: critical} has a copy in another region, and where a copy is set up it works. The copy itself and targets of logs need none,
 * which public rules overlook.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html">AWS: replication</a>
 */
@Guardrail(
        id = "s3-replication",
        severity = Severity.MEDIUM,
        expects = "an enabled replication to another region",
        fix = "add aws_s3_bucket_replication_configuration with a bucket of another region",
        why = "With its region the data would be out of reach",
        pci = "10.3.3",
        sources = {"PCI.DSS.321-S3BucketReplicationEnabled", "CKV_AWS_144", "S3.7", "S3_BUCKET_REPLICATION_ENABLED"})
final class S3Replicated extends ResourceRule {
    private static final String REPLICATION = "aws_s3_bucket_replication_configuration";

    S3Replicated() {
        super("aws_s3_bucket");
    }

    @Override
    protected void judge(Resource bucket, Verdicts verdicts) {
        List<Resource> replications = Buckets.companions(bucket, REPLICATION);
        boolean critical = "critical".equals(bucket.tags().get("bucket-role"));
        if (replications.isEmpty() && !critical) {
            verdicts.notApplicable("not tagged bucket-role: critical, and not copied");
            return;
        }
        // Two critical buckets may copy to each other.
        if ((Buckets.isReplica(bucket) && !critical) || Buckets.isAccessLogTarget(bucket)) {
            verdicts.notApplicable("it is a copy or a target of logs itself");
            return;
        }
        List<Block> enabled = replications.stream()
                .flatMap(replication -> replication.blocks("rule").stream())
                .filter(rule -> rule.attribute("status").is("Enabled"))
                .toList();
        if (enabled.isEmpty()) {
            verdicts.fail(REPLICATION, "no enabled rule");
        }
        enabled.forEach(rule -> requireElsewhere(verdicts, bucket, rule));
    }

    private static void requireElsewhere(Verdicts verdicts, Resource bucket, Block rule) {
        String attribute = REPLICATION + ".rule.destination.bucket";
        Value target = rule.attribute("destination.bucket");
        if (target.isUnknown()) {
            verdicts.unknown(attribute, target);
        } else if (isElsewhere(bucket, rule, target)) {
            verdicts.pass(attribute, target);
        } else {
            verdicts.fail(attribute, target);
        }
    }

    private static boolean isElsewhere(Resource bucket, Block rule, Value target) {
        return Buckets.named(rule, target)
                .map(found -> !found.region().equals(bucket.region()))
                .orElse(false);
    }
}
