package payments.infrastructure.guardrail.rules.topic;

import java.util.List;
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
 * The topic's policy refuses plain transport and lets in nobody unknown. A service acts for every customer of AWS, so it is
 * let in only for a named source or account; EventBridge alone cannot be narrowed so.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html">AWS: security best practices of SNS</a>
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">AWS: no Condition blocks for EventBridge on topics</a>
 */
@Guardrail(
        id = "sns-policy",
        severity = Severity.HIGH,
        expects =
                "a policy that denies publishing over insecure transport, and lets in no public, foreign or unpinned principal",
        fix = "add the Deny on aws:SecureTransport, name roles, add aws:SourceAccount for services",
        why = "Whoever may publish can forge an alarm, and whoever may subscribe can read every event",
        pci = {"4.2.1", "7.2.1"},
        sources = {"AwsSolutions-SNS3", "CKV_AWS_169", "CKV_AWS_385", "SNS.4"})
final class PolicyNarrow extends ResourceRule {
    private static final List<String> ACTIONS = List.of("sns:Publish");
    private static final Set<String> SOURCE = Set.of("aws:SourceArn", "aws:SourceAccount", "aws:SourceOwner");

    PolicyNarrow() {
        super("aws_sns_topic", "aws_sns_topic_policy");
    }

    @Override
    protected void judge(Resource subject, Verdicts verdicts) {
        if (subject.type().equals("aws_sns_topic_policy")) {
            judge(subject.follow("arn", "aws_sns_topic").orElse(subject), subject, verdicts);
        } else if (subject.has("policy")) {
            judge(subject, subject, verdicts);
        } else if (subject.referrers("aws_sns_topic_policy", "arn").isEmpty()) {
            verdicts.fail("policy", subject.attribute("policy"));
        } else {
            verdicts.notApplicable("its policy is a resource of its own");
        }
    }

    private void judge(Resource topic, Resource holder, Verdicts verdicts) {
        ParsedPolicy parsed = Policies.of(holder.toString(), holder, "policy", PolicyKind.RESOURCE);
        if (parsed instanceof UnparseablePolicy unreadable) {
            verdicts.fail("policy", "cannot be read: " + unreadable.reason());
            return;
        }
        Policy policy = (Policy) parsed;
        if (ResourcePolicy.refusesPlainTransport(topic, policy, ACTIONS)) {
            verdicts.pass("policy", "refuses plain transport");
        } else {
            verdicts.fail(
                    "transport",
                    "policy",
                    "no Deny of sns:Publish for every principal when aws:SecureTransport is false",
                    definition().expects());
        }
        ResourcePolicy.openDoors(topic, policy)
                .forEach(label -> verdicts.fail(
                        "Principal::" + label,
                        "policy",
                        label + " lets in who is not named",
                        definition().expects()));
        ResourcePolicy.forServices(policy).stream()
                .filter(statement -> !isPinned(statement))
                .forEach(statement -> verdicts.fail(
                        "Service::" + statement.label(),
                        "policy",
                        statement.label() + " does not pin " + statement.principals(),
                        definition().expects()));
    }

    private static boolean isPinned(PolicyStatement statement) {
        Principals principals = statement.principals();
        boolean onlyEvents =
                principals != null && principals.services().stream().allMatch("events.amazonaws.com"::equals);
        return onlyEvents || Pins.to(statement, SOURCE);
    }
}
