package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Every version of an object is kept.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html">AWS: versioning</a>
 */
@Guardrail(
        id = "s3-versioning",
        severity = Severity.MEDIUM,
        expects = "versioning Enabled",
        fix = "add aws_s3_bucket_versioning with status Enabled",
        why = "What is overwritten or deleted by mistake is gone",
        pci = "10.3.4",
        sources = {
            "PCI.DSS.321-S3BucketVersioningEnabled",
            "CKV_AWS_21",
            "AVD-AWS-0090",
            "S3.14",
            "S3_BUCKET_VERSIONING_ENABLED"
        })
final class S3VersioningOn extends ResourceRule {
    private static final String VERSIONING = "aws_s3_bucket_versioning";

    S3VersioningOn() {
        super("aws_s3_bucket");
    }

    @Override
    protected void judge(Resource bucket, Verdicts verdicts) {
        List<Resource> settings = Buckets.companions(bucket, VERSIONING);
        if (settings.isEmpty()) {
            verdicts.fail(VERSIONING, "(absent)");
        }
        settings.forEach(setting ->
                verdicts.require(setting, "versioning_configuration.status", status -> status.is("Enabled")));
    }
}
