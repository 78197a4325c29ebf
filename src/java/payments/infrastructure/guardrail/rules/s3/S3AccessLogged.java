package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Every bucket logs accesses, to a bucket of its own region (AWS delivers to no other). The target itself does not: its log
 * would log itself.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html">AWS: server access logging</a>
 */
@Guardrail(
        id = "s3-access-logging",
        severity = Severity.MEDIUM,
        expects = "access logs to another bucket of the same region",
        fix = "add aws_s3_bucket_logging with the access-log bucket of the region",
        why = "There would be no record of who read which object",
        pci = "10.2.1",
        sources = {
            "PCI.DSS.321-S3BucketLoggingEnabled",
            "AwsSolutions-S1",
            "CKV_AWS_18",
            "AVD-AWS-0089",
            "S3.9",
            "S3_BUCKET_LOGGING_ENABLED"
        })
final class S3AccessLogged extends ResourceRule {
    private static final String LOGGING = "aws_s3_bucket_logging";

    S3AccessLogged() {
        super("aws_s3_bucket");
    }

    @Override
    protected void judge(Resource bucket, Verdicts verdicts) {
        List<Resource> logging = Buckets.companions(bucket, LOGGING);
        if (logging.isEmpty() && Buckets.isAccessLogTarget(bucket)) {
            verdicts.notApplicable("it is the target of access logs itself");
            return;
        }
        if (logging.isEmpty()) {
            verdicts.fail(LOGGING, "(absent)");
        }
        logging.forEach(one -> verdicts.require(one, "target_bucket", target -> accepts(bucket, one, target)));
    }

    private static boolean accepts(Resource bucket, Resource logging, Value target) {
        return target.isPresent()
                && !target.refersTo(bucket)
                && Buckets.named(logging, target)
                        .map(named -> named.region().equals(bucket.region()))
                        .orElse(true);
    }
}
