package payments.infrastructure.guardrail.rules.topic;

import java.util.List;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A topic to which alarms go has a receiver. Where no topic of alarms has one in the program, people subscribe by hand, as they must
 * confirm by mail; where another topic has one, the one without was forgotten.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html">AWS: notifying users on
 *     alarm changes</a>
 */
@Guardrail(
        id = "sns-alarms-received",
        severity = Severity.MEDIUM,
        expects = "a subscription of each topic to which alarms go, where other topics of alarms have one",
        fix = "add aws_sns_topic_subscription for the topic",
        why = "An alarm that is raised reaches nobody",
        pci = {"10.4.1.1", "10.7.2"},
        sources = "ours: the topics of alarms compared with each other")
final class SnsAlarmsReceived extends ResourceRule {
    private static final List<String> ALARMS = List.of("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm");

    /** What passes messages of a topic on to people. */
    private static final Pattern RECEIVERS =
            Pattern.compile("aws_sns_topic_subscription|aws(?:cc)?_chatbot_.*|aws_ssmincidents_.*");

    SnsAlarmsReceived() {
        super("aws_sns_topic");
    }

    @Override
    protected void judge(Resource topic, Verdicts verdicts) {
        if (!isOfAlarms(topic)) {
            verdicts.notApplicable("no alarm goes to it");
        } else if (isReceived(topic)) {
            verdicts.pass("aws_sns_topic_subscription", "it has a receiver");
        } else if (othersAreReceived(topic)) {
            verdicts.fail("aws_sns_topic_subscription", "no subscription of a topic to which alarms go");
        } else {
            verdicts.notApplicable("no topic of alarms has a receiver in the program");
        }
    }

    private static boolean isOfAlarms(Resource topic) {
        return ALARMS.stream()
                .anyMatch(type -> !topic.referrers(type, "alarm_actions").isEmpty());
    }

    private static boolean isReceived(Resource topic) {
        return !topic.referrers("aws_sns_topic_subscription", "topic_arn").isEmpty()
                || topic.referrers().stream()
                        .anyMatch(user -> RECEIVERS.matcher(user.type()).matches());
    }

    private record Key() {}

    private record Received(boolean any) {}

    private static boolean othersAreReceived(Resource topic) {
        return topic.stack()
                .program()
                .once(
                        Received.class,
                        new Key(),
                        () -> new Received(topic.stack().program().resources("aws_sns_topic").stream()
                                .anyMatch(other -> isOfAlarms(other) && isReceived(other))))
                .any();
    }
}
