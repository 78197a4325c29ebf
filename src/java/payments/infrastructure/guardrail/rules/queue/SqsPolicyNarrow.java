package payments.infrastructure.guardrail.rules.queue;

import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.NarrowPolicy;
import payments.infrastructure.guardrail.rules.Pins;

/**
 * The queue's policy refuses plain transport, lets in no unknown principal and no wildcard action, and lets services act only for a
 * named source. The ARN of a bucket carries no account, so S3 needs the account besides.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html">AWS: security best practices of SQS</a>
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html">AWS: S3 needs SourceArn and SourceAccount</a>
 */
@Guardrail(
        id = "sqs-policy",
        severity = Severity.HIGH,
        expects =
                "a policy that denies insecure transport, names principals and actions, and pins services to aws:SourceArn (S3 also to aws:SourceAccount)",
        fix = "add the Deny on aws:SecureTransport, name roles and actions, add the conditions",
        why = "An open queue takes forged payments from any sender, and a confused service delivers those of strangers",
        pci = {"4.2.1", "7.2.1"},
        sources = {"AwsSolutions-SQS4", "CKV_AWS_168", "CKV_AWS_387", "CKV_AWS_72", "AVD-AWS-0097", "SQS.3"})
final class SqsPolicyNarrow extends ResourceRule {
    private static final Set<String> SOURCE = Set.of("aws:SourceArn");
    private static final Set<String> ACCOUNT = Set.of("aws:SourceAccount");

    private static final NarrowPolicy POLICY = new NarrowPolicy(
            "aws_sqs_queue",
            "queue_url",
            List.of("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage"),
            List.of(NarrowPolicy.NAMED_ACTIONS, NarrowPolicy.pinnedServices(SqsPolicyNarrow::isPinned)));

    SqsPolicyNarrow() {
        super(POLICY.type(), NarrowPolicy.policyOf(POLICY.type()));
    }

    @Override
    protected void judge(Resource subject, Verdicts verdicts) {
        POLICY.judge(subject, verdicts);
    }

    private static boolean isPinned(PolicyStatement statement) {
        Principals principals = statement.principals();
        boolean s3 = principals != null && principals.services().contains("s3.amazonaws.com");
        return Pins.to(statement, SOURCE) && (!s3 || Pins.to(statement, ACCOUNT));
    }
}
