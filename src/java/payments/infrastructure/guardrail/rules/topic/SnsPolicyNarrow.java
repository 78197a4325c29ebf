package payments.infrastructure.guardrail.rules.topic;

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
 * The topic's policy refuses plain transport and lets in no unknown principal. A service acts for every customer of AWS, so it is
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
        why = "Anyone who may publish can forge an alarm, and anyone who may subscribe can read every event",
        pci = {"4.2.1", "7.2.1"},
        sources = {"AwsSolutions-SNS3", "CKV_AWS_169", "CKV_AWS_385", "SNS.4"})
final class SnsPolicyNarrow extends ResourceRule {
    private static final Set<String> SOURCE = Set.of("aws:SourceArn", "aws:SourceAccount", "aws:SourceOwner");

    private static final NarrowPolicy POLICY = new NarrowPolicy(
            "aws_sns_topic",
            "arn",
            List.of("sns:Publish"),
            List.of(NarrowPolicy.pinnedServices(SnsPolicyNarrow::isPinned)));

    SnsPolicyNarrow() {
        super(POLICY.type(), NarrowPolicy.policyOf(POLICY.type()));
    }

    @Override
    protected void judge(Resource subject, Verdicts verdicts) {
        POLICY.judge(subject, verdicts);
    }

    private static boolean isPinned(PolicyStatement statement) {
        Principals principals = statement.principals();
        boolean onlyEvents =
                principals != null && principals.services().stream().allMatch("events.amazonaws.com"::equals);
        return onlyEvents || Pins.to(statement, SOURCE);
    }
}
