package payments.infrastructure.guardrail.rules.workflow;

import java.util.Optional;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Decision;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * An event that cannot be delivered goes to a dead-letter queue after a stated number of tries, and the queue lets it in:
 * EventBridge does not say when the queue refuses. A schedule puts it there with its role, so there no queue policy is asked for.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">AWS: dead-letter queues of EventBridge</a>
 */
@Guardrail(
        id = "eb-target-dlq",
        severity = Severity.MEDIUM,
        expects = "a dead-letter queue whose policy lets events.amazonaws.com send for this rule, and a retry policy",
        fix =
                "set dead_letter_config.arn and retry_policy, and allow sqs:SendMessage with aws:SourceArn in the queue's policy",
        why = "After 24 hours EventBridge drops what it could not deliver",
        sources = "Serverless-EventBusDLQ")
final class EventBridgeFailedEventsRetained extends ResourceRule {

    EventBridgeFailedEventsRetained() {
        super("aws_cloudwatch_event_target", "aws_scheduler_schedule");
    }

    @Override
    protected void judge(Resource subject, Verdicts verdicts) {
        boolean schedule = subject.type().equals("aws_scheduler_schedule");
        String prefix = schedule ? "target." : "";
        String attribute = prefix + "dead_letter_config.arn";
        Value target = subject.attribute(attribute);
        if (target.isAbsent()) {
            verdicts.fail(attribute, target);
        } else {
            verdicts.pass(attribute, target);
            if (!schedule) {
                subject.find("aws_sqs_queue", target)
                        .ifPresent(queue -> judgeQueue(subject, queue, attribute, verdicts));
            }
        }
        if (subject.blocks(prefix + "retry_policy").isEmpty()) {
            verdicts.fail("retry", prefix + "retry_policy", "(absent)");
        }
    }

    private void judgeQueue(Resource target, Resource queue, String attribute, Verdicts verdicts) {
        Resource holder = queue.has("policy")
                ? queue
                : queue.referrers("aws_sqs_queue_policy", "queue_url").stream()
                        .findFirst()
                        .orElse(queue);
        if (!holder.has("policy")) {
            verdicts.fail("policy", attribute, queue + " has no policy");
            return;
        }
        ParsedPolicy policy = Policies.of(holder.toString(), holder, "policy", PolicyKind.RESOURCE);
        RequestContext context =
                RequestContext.nothing().with("aws:SecureTransport", "true").with("aws:SourceArn", ruleArn(target));
        Decision decision = Access.may(
                Identity.outside(Caller.service("events.amazonaws.com")),
                "sqs:SendMessage",
                Target.of(queue.arn(), queue.account(), policy),
                context);
        if (!decision.isPossible()) {
            verdicts.fail("policy", attribute, queue + " does not let this rule send");
        }
    }

    /** The ARN of a rule on a bus of one's own has the bus in it. */
    private static String ruleArn(Resource target) {
        Optional<Resource> rule = target.follow("rule", "aws_cloudwatch_event_rule");
        if (rule.isEmpty()) {
            return "arn:aws:events:" + target.region() + ":" + target.account() + ":rule/"
                    + target.attribute("rule").text();
        }
        String bus = rule.get().attribute("event_bus_name").text();
        String arn = rule.get().arn();
        return bus.isEmpty() || bus.equals("default")
                ? arn
                : arn.replace(":rule/", ":rule/" + bus.substring(bus.lastIndexOf('/') + 1) + "/");
    }
}
