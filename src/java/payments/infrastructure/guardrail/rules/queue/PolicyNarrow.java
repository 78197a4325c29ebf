package payments.infrastructure.guardrail.rules.queue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;
import payments.infrastructure.guardrail.policy.UnparseablePolicy;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Pins;
import payments.infrastructure.guardrail.rules.ResourcePolicy;

/**
 * The queue's policy refuses plain transport, lets in nobody unknown and no wildcard action, and lets services act only for a
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
        why = "An open queue takes forged payments from anybody, and a confused service delivers those of strangers",
        pci = {"4.2.1", "7.2.1"},
        sources = {"AwsSolutions-SQS4", "CKV_AWS_168", "CKV_AWS_387", "CKV_AWS_72", "AVD-AWS-0097", "SQS.3"})
final class PolicyNarrow extends ResourceRule {
    private static final List<String> ACTIONS = List.of("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage");
    private static final Set<String> SOURCE = Set.of("aws:SourceArn");
    private static final Set<String> ACCOUNT = Set.of("aws:SourceAccount");

    PolicyNarrow() {
        super("aws_sqs_queue", "aws_sqs_queue_policy");
    }

    @Override
    protected void judge(Resource subject, Verdicts verdicts) {
        if (subject.type().equals("aws_sqs_queue_policy")) {
            Optional<Resource> queue = subject.follow("queue_url", "aws_sqs_queue");
            judge(queue.orElse(subject), subject, verdicts);
        } else if (subject.has("policy")) {
            judge(subject, subject, verdicts);
        } else if (subject.referrers("aws_sqs_queue_policy", "queue_url").isEmpty()) {
            verdicts.fail("policy", subject.attribute("policy"));
        } else {
            verdicts.notApplicable("its policy is a resource of its own");
        }
    }

    private void judge(Resource queue, Resource holder, Verdicts verdicts) {
        ParsedPolicy parsed = Policies.of(holder.toString(), holder, "policy", PolicyKind.RESOURCE);
        if (parsed instanceof UnparseablePolicy unreadable) {
            verdicts.fail("policy", "cannot be read: " + unreadable.reason());
            return;
        }
        Policy policy = (Policy) parsed;
        if (ResourcePolicy.refusesPlainTransport(queue, policy, ACTIONS)) {
            verdicts.pass("policy", "refuses plain transport");
        } else {
            verdicts.fail(
                    "transport",
                    "policy",
                    "no Deny for every principal and action when aws:SecureTransport is false",
                    definition().expects());
        }
        ResourcePolicy.openDoors(queue, policy)
                .forEach(label -> verdicts.fail(
                        "Principal::" + label,
                        "policy",
                        label + " lets in who is not named",
                        definition().expects()));
        policy.allows().stream()
                .filter(PolicyNarrow::isWide)
                .forEach(statement -> verdicts.fail(
                        "Action::" + statement.label(),
                        "policy",
                        statement.label() + " allows actions by wildcard",
                        definition().expects()));
        ResourcePolicy.forServices(policy).stream()
                .filter(statement -> !isPinned(statement))
                .forEach(statement -> verdicts.fail(
                        "Service::" + statement.label(),
                        "policy",
                        statement.label() + " does not pin " + statement.principals(),
                        definition().expects()));
    }

    private static boolean isWide(PolicyStatement statement) {
        return statement.actions().excluded()
                || statement.actions().patterns().stream().anyMatch(action -> action.contains("*"));
    }

    private static boolean isPinned(PolicyStatement statement) {
        Principals principals = statement.principals();
        boolean s3 = principals != null && principals.services().contains("s3.amazonaws.com");
        return Pins.to(statement, SOURCE) && (!s3 || Pins.to(statement, ACCOUNT));
    }
}
