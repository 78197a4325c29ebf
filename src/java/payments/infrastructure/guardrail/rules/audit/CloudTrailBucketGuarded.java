package payments.infrastructure.guardrail.rules.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Pins;
import payments.infrastructure.guardrail.rules.ResourcePolicy;

/**
 * The bucket of the trail is closed to the public, logs its readers, keeps what it has (in production: Object Lock for at least
 * 365 days), and takes from CloudTrail only what a named trail sends. Other environments must be easy to remove.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html">AWS: bucket policies for CloudTrail</a>
 */
@Guardrail(
        id = "ct-bucket-guarded",
        severity = Severity.CRITICAL,
        expects =
                "a bucket of the program with all public access blocked, access logging, Object Lock of 365 days, and aws:SourceArn in the statements for CloudTrail",
        fix = "guard the bucket that s3_bucket_name names",
        why = "Evidence that can be read, changed or planted is none",
        pci = {"1.4.4", "10.2.1"},
        sources = {"AVD-AWS-0161", "AVD-AWS-0163", "CloudTrail.6", "CloudTrail.7"})
final class CloudTrailBucketGuarded extends ResourceRule {
    private static final List<String> BLOCKS =
            List.of("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets");
    private static final String SERVICE = "cloudtrail.amazonaws.com";

    CloudTrailBucketGuarded() {
        super("aws_cloudtrail");
    }

    @Override
    protected void judge(Resource trail, Verdicts verdicts) {
        Optional<Resource> found = trail.follow("s3_bucket_name", "aws_s3_bucket");
        if (found.isEmpty()) {
            verdicts.fail("s3_bucket_name", trail.attribute("s3_bucket_name") + " (not in the program)");
            return;
        }
        Resource bucket = found.get();
        demand(verdicts, "public", isClosed(bucket), "does not block public access");
        demand(
                verdicts,
                "logging",
                bucket.referrers("aws_s3_bucket_logging", "bucket").stream()
                        .anyMatch(logging -> logging.has("target_bucket")),
                "does not log its readers");
        demand(verdicts, "lock", !bucket.isProduction() || isLocked(bucket), "has no Object Lock of 365 days");
        demand(verdicts, "policy", isPinned(bucket), "lets CloudTrail in without aws:SourceArn, or has no policy");
    }

    private void demand(Verdicts verdicts, String what, boolean met, String problem) {
        if (met) {
            verdicts.pass("s3_bucket_name", what);
        } else {
            verdicts.fail(what, "s3_bucket_name", "the bucket " + problem);
        }
    }

    private static boolean isClosed(Resource bucket) {
        return bucket.referrers("aws_s3_bucket_public_access_block", "bucket").stream()
                .anyMatch(block -> BLOCKS.stream()
                        .allMatch(attribute -> block.attribute(attribute).isTrue()));
    }

    private static boolean isLocked(Resource bucket) {
        return bucket.attribute("object_lock_enabled").isTrue()
                && bucket.referrers("aws_s3_bucket_object_lock_configuration", "bucket").stream()
                        .flatMap(lock -> lock.blocks("rule.default_retention").stream())
                        .anyMatch(kept -> kept.attribute("days").isBetween(365, Integer.MAX_VALUE)
                                || kept.attribute("years").isBetween(1, 100));
    }

    private static boolean isPinned(Resource bucket) {
        List<PolicyStatement> statements = new ArrayList<>();
        for (Resource holder : bucket.referrers("aws_s3_bucket_policy", "bucket")) {
            if (Policies.of(holder.toString(), holder, "policy", PolicyKind.RESOURCE) instanceof Policy policy) {
                statements.addAll(ResourcePolicy.forServices(policy));
            }
        }
        List<PolicyStatement> ours = statements.stream()
                .filter(statement -> statement.principals() != null
                        && statement.principals().services().contains(SERVICE))
                .toList();
        return !ours.isEmpty() && ours.stream().allMatch(statement -> Pins.to(statement, Set.of("aws:SourceArn")));
    }
}
