package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Nothing stays longer than it must: abandoned uploads and versions that were replaced go after a time.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html">AWS: lifecycle</a>
 */
@Guardrail(
        id = "s3-lifecycle",
        severity = Severity.MEDIUM,
        expects = "enabled rules that abort abandoned uploads and expire noncurrent versions",
        fix = "add abort_incomplete_multipart_upload and noncurrent_version_expiration to an enabled rule",
        why = "Old versions of cardholder data would stay for ever, unseen",
        pci = {"3.2.1", "10.5.1"},
        sources = {"CKV2_AWS_61", "CKV_AWS_300", "S3.10", "S3.13", "S3_LIFECYCLE_POLICY_CHECK"})
final class S3LifecycleSet extends ResourceRule {
    private static final String LIFECYCLE = "aws_s3_bucket_lifecycle_configuration";
    private static final List<String> DUTIES = List.of(
            "abort_incomplete_multipart_upload.days_after_initiation", "noncurrent_version_expiration.noncurrent_days");

    S3LifecycleSet() {
        super("aws_s3_bucket");
    }

    @Override
    protected void judge(Resource bucket, Verdicts verdicts) {
        List<Block> rules = Buckets.companions(bucket, LIFECYCLE).stream()
                .flatMap(lifecycle -> lifecycle.blocks("rule").stream())
                .filter(rule -> rule.attribute("status").is("Enabled"))
                .toList();
        if (rules.isEmpty()) {
            verdicts.fail(LIFECYCLE, "no enabled rule");
            return;
        }
        for (String duty : DUTIES) {
            if (rules.stream().anyMatch(rule -> rule.has(duty))) {
                verdicts.pass(LIFECYCLE + ".rule." + duty, "given");
            } else {
                verdicts.fail(LIFECYCLE + ".rule." + duty, "(absent)");
            }
        }
    }
}
