package payments.infrastructure.guardrail.rules.s3;

import java.util.stream.Stream;
import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Decision;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * No principal, not even with every permission, does anything on a bucket or its objects without TLS 1.2. Not the wording of the
 * policy is judged but what it decides: the evaluator is asked.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html">AWS: security best practices
 *     for S3</a>
 */
@Guardrail(
        id = "s3-tls-only",
        severity = Severity.HIGH,
        expects = "a policy that denies everyone everything without TLS and below TLS 1.2",
        fix =
                "deny s3:* to * on the bucket and its objects where aws:SecureTransport is false, and where s3:TlsVersion is below 1.2",
        why = "Data could be read on its way",
        pci = "4.2.1",
        sources = {
            "PCI.DSS.321-S3BucketSSLRequestsOnly",
            "AwsSolutions-S10",
            "CKV_AWS_379",
            "S3.5",
            "S3_BUCKET_SSL_REQUESTS_ONLY"
        })
final class S3TlsOnly extends ResourceRule {
    private static final String POLICY = "aws_s3_bucket_policy";

    /** No action of today's: only a denial of {@code s3:*} reaches the actions that AWS adds tomorrow. */
    private static final String ANY_ACTION = "s3:AnyActionOfTomorrow";

    S3TlsOnly() {
        super("aws_s3_bucket");
    }

    @Override
    protected void judge(Resource bucket, Verdicts verdicts) {
        Target itself = Permissions.ofBucket(bucket, "");
        Target objects = Permissions.ofBucket(bucket, "/any/object");
        if (itself.policy() == null) {
            verdicts.fail(POLICY, "(absent)");
            return;
        }
        RequestContext plain =
                RequestContext.nothing().with("aws:SecureTransport", "false").without("s3:TlsVersion");
        RequestContext old =
                RequestContext.nothing().with("aws:SecureTransport", "true").with("s3:TlsVersion", "1.1");
        require(verdicts, "without TLS, the bucket", itself, plain);
        require(verdicts, "without TLS, objects", objects, plain);
        require(verdicts, "with TLS 1.1, the bucket", itself, old);
        require(verdicts, "with TLS 1.1, objects", objects, old);
    }

    private static void require(Verdicts verdicts, String what, Target target, RequestContext context) {
        boolean denied = callers(target.account())
                .allMatch(caller -> Access.may(Identity.outside(caller), ANY_ACTION, target, context)
                                .outcome()
                        == Decision.Outcome.DENIED_EXPLICITLY);
        if (denied) {
            verdicts.pass(POLICY + ".policy", what + ": denied");
        } else {
            verdicts.fail(what, POLICY + ".policy", what + ": not denied", "a denial to everyone " + what);
        }
    }

    /** A denial that spares one of them spares too many. */
    private static Stream<Caller> callers(String account) {
        return Stream.of(
                Caller.anonymous(),
                Caller.role("arn:aws:iam::" + account + ":role/any"),
                Caller.role("arn:aws:iam::666666666666:role/stranger"),
                Caller.service("any-service.amazonaws.com"));
    }
}
