package payments.infrastructure.guardrail.rules.observability;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * An alarm does something, is switched on, and says what missing data means: AWS's default keeps the last state of DynamoDB's
 * alarms. A topic must be in the alarm's region, and let CloudWatch publish. A composite alarm has no data of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html">AWS: using CloudWatch alarms</a>
 */
@Guardrail(
        id = "alarm-actionable",
        severity = Severity.MEDIUM,
        expects =
                "at least one action in the alarm's region that CloudWatch may take, actions enabled, treat_missing_data written down",
        fix = "set alarm_actions to the alert topic and treat_missing_data to notBreaching or breaching",
        why = "An alarm without a receiver has no effect",
        pci = {"10.4.1.1", "10.7.2"},
        sources = {"CKV_AWS_319", "CLOUDWATCH_ALARM_ACTION_CHECK"})
final class AlarmActionable extends ResourceRule {
    private static final Set<String> TREATMENTS = Set.of("missing", "ignore", "breaching", "notBreaching");

    AlarmActionable() {
        super("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm");
    }

    @Override
    protected void judge(Resource alarm, Verdicts verdicts) {
        List<Value> actions = alarm.attribute("alarm_actions").elements();
        if (actions.stream().allMatch(action -> action.text().isBlank())) {
            verdicts.fail("alarm_actions", alarm.attribute("alarm_actions"));
        } else {
            verdicts.pass("alarm_actions", alarm.attribute("alarm_actions"));
        }
        for (Value action : actions) {
            alarm.find("aws_sns_topic", action)
                    .filter(topic -> !topic.region().equals(alarm.region()))
                    .ifPresent(topic -> verdicts.fail(
                            "region::" + topic.name(),
                            "alarm_actions",
                            topic + " in " + topic.region(),
                            "a topic in " + alarm.region()));
        }
        actions.forEach(action -> judgeTopic(alarm, action, verdicts));
        verdicts.require(alarm, "actions_enabled", enabled -> enabled.isAbsent() || enabled.isTrue());
        if (alarm.type().equals("aws_cloudwatch_metric_alarm")) {
            verdicts.require(alarm, "treat_missing_data", missing -> missing.isOneOf(TREATMENTS));
        }
    }

    /** A policy of a topic replaces AWS's default, which lets CloudWatch publish. */
    private static void judgeTopic(Resource alarm, Value action, Verdicts verdicts) {
        Optional<Resource> topic = alarm.find("aws_sns_topic", action);
        RequestContext context = RequestContext.nothing()
                .with("aws:SourceAccount", alarm.account())
                .with("aws:SourceArn", alarm.arn())
                .with("aws:SecureTransport", "true");
        topic.flatMap(Permissions::ofTopic)
                .filter(target -> !Access.may(
                                Identity.outside(Caller.service("cloudwatch.amazonaws.com")),
                                "sns:Publish",
                                target,
                                context)
                        .isPossible())
                .ifPresent(target -> verdicts.fail(
                        "policy::" + topic.map(Resource::name).orElse(""),
                        "alarm_actions",
                        "%s, whose policy does not let CloudWatch publish"
                                .formatted(topic.map(Resource::toString).orElse("")),
                        "a topic of alarms"));
    }
}
