package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * ACLs are off: policies alone say who may what.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">AWS: object ownership</a>
 */
@Guardrail(
        id = "s3-ownership-enforced",
        severity = Severity.HIGH,
        expects = "BucketOwnerEnforced and no ACL",
        fix = "set object_ownership to BucketOwnerEnforced and remove aws_s3_bucket_acl",
        why = "An ACL grants access beside the policies, where a review does not look",
        pci = {"7.2.1", "7.3.1"},
        sources = {
            "CKV2_AWS_65",
            "CKV_AWS_20",
            "CKV_AWS_57",
            "CKV2_AWS_43",
            "AVD-AWS-0092",
            "S3.12",
            "S3_BUCKET_ACL_PROHIBITED"
        })
final class S3OwnershipEnforced extends ResourceRule {
    private static final String CONTROLS = "aws_s3_bucket_ownership_controls";
    private static final String ACL = "aws_s3_bucket_acl";

    S3OwnershipEnforced() {
        super("aws_s3_bucket");
    }

    @Override
    protected void judge(Resource bucket, Verdicts verdicts) {
        List<Resource> controls = Buckets.companions(bucket, CONTROLS);
        if (controls.isEmpty()) {
            verdicts.fail(CONTROLS, "(absent)");
        }
        controls.forEach(control ->
                verdicts.require(control, "rule.object_ownership", ownership -> ownership.is("BucketOwnerEnforced")));
        Buckets.companions(bucket, ACL)
                .forEach(acl -> verdicts.fail(ACL, acl.attribute("acl").text()));
        if (bucket.has("acl")) {
            verdicts.fail("acl", bucket.attribute("acl"));
        }
    }
}
