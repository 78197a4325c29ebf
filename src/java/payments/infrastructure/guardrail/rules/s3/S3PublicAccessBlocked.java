package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Every bucket refuses public policies and ACLs.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">AWS: block
 *     public access</a>
 */
@Guardrail(
        id = "s3-block-public-access",
        severity = Severity.CRITICAL,
        expects = "a public access block with all four settings true",
        fix = "add aws_s3_bucket_public_access_block with all four settings true",
        why = "One careless policy or ACL would open the bucket to the internet",
        pci = "1.4.4",
        sources = {
            "PCI.DSS.321-S3BucketLevelPublicAccessProhibited",
            "PCI.DSS.321-S3BucketPublicReadProhibited",
            "PCI.DSS.321-S3BucketPublicWriteProhibited",
            "AwsSolutions-S2",
            "CKV2_AWS_6",
            "CKV_AWS_53",
            "CKV_AWS_54",
            "CKV_AWS_55",
            "CKV_AWS_56",
            "AVD-AWS-0086",
            "AVD-AWS-0087",
            "AVD-AWS-0091",
            "AVD-AWS-0093",
            "AVD-AWS-0094",
            "S3.8"
        })
final class S3PublicAccessBlocked extends ResourceRule {
    private static final String BLOCK = "aws_s3_bucket_public_access_block";

    S3PublicAccessBlocked() {
        super("aws_s3_bucket");
    }

    @Override
    protected void judge(Resource bucket, Verdicts verdicts) {
        List<Resource> blocks = Buckets.companions(bucket, BLOCK);
        if (blocks.isEmpty()) {
            verdicts.fail(BLOCK, "(absent)");
        }
        blocks.forEach(
                block -> PublicAccess.SETTINGS.forEach(setting -> verdicts.require(block, setting, Value::isTrue)));
    }
}
