package payments.infrastructure.guardrail.rules.workflow;

import java.util.List;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.UnparseablePolicy;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.NarrowPolicy;

/**
 * Every bus of one's own has a policy, and it lets in no unknown principal. A permission by account is judged in the same way.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html">AWS: permissions for event buses</a>
 */
@Guardrail(
        id = "eb-bus-policy",
        severity = Severity.MEDIUM,
        expects = "a policy that names its principals, or pins them by a condition",
        fix = "add aws_cloudwatch_event_bus_policy with named roles or accounts",
        why = "Anyone who may put events can make the platform act on payments that do not exist",
        pci = {"10.3.1", "7.2.1"},
        sources = {"AwsSolutions-EVB1", "EventBridge.3"})
final class EventBridgePolicyNarrow extends ResourceRule {

    EventBridgePolicyNarrow() {
        super("aws_cloudwatch_event_bus", "aws_cloudwatch_event_bus_policy", "aws_cloudwatch_event_permission");
    }

    @Override
    protected void judge(Resource subject, Verdicts verdicts) {
        switch (subject.type()) {
            case "aws_cloudwatch_event_bus" -> {
                List<Resource> policies = subject.referrers("aws_cloudwatch_event_bus_policy", "event_bus_name");
                if (policies.isEmpty()) {
                    verdicts.fail("aws_cloudwatch_event_bus_policy.policy", "the bus has none");
                } else {
                    verdicts.pass("policy", policies.get(0).address());
                }
            }
            case "aws_cloudwatch_event_permission" ->
                verdicts.require(subject, "principal", principal -> !principal.is("*") || subject.has("condition"));
            default -> judgePolicy(subject, verdicts);
        }
    }

    private void judgePolicy(Resource holder, Verdicts verdicts) {
        ParsedPolicy parsed = Policies.of(holder.toString(), holder, "policy", PolicyKind.RESOURCE);
        if (parsed instanceof UnparseablePolicy unreadable) {
            verdicts.fail("policy", "cannot be read: " + unreadable.reason());
            return;
        }
        if (NarrowPolicy.requireNoStrangers(holder, (Policy) parsed, verdicts)) {
            verdicts.pass("policy", "names its principals");
        }
    }
}
