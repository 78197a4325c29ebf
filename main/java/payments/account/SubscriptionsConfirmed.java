package payments.account;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.guardrail.model.Resource;

/** Each topic that alarms are sent to has somebody who listens, and who has confirmed it. */
final class SubscriptionsConfirmed implements Question {
    private static final String PENDING = "PendingConfirmation";

    @Override
    public String name() {
        return "subscriptions-confirmed";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (Resource topic : stacks.resources("aws_sns_topic")) {
            String name = stacks.text(topic.attribute("name"));
            if (name.isEmpty() || !hasAlarms(topic)) {
                continue;
            }
            answers.add(Answer.about(
                    "%s: %s".formatted(topic.region(), name),
                    () -> isConfirmed(aws, topic.region(), stacks.account(), name)));
        }
        return answers;
    }

    private static Answer isConfirmed(Aws aws, String region, String account, String topic) {
        List<String> subscriptions = aws.form(
                        "sns",
                        region,
                        "2010-03-31",
                        "ListSubscriptionsByTopic",
                        "TopicArn",
                        "arn:aws:sns:%s:%s:%s".formatted(region, account, topic))
                .texts("SubscriptionArn");
        if (!subscriptions.isEmpty() && !subscriptions.contains(PENDING)) {
            return Answer.pass("%s: %s".formatted(region, topic));
        }
        return Answer.fail(
                "subscribe the person on duty, and follow the link in the mail",
                "%s: %s has %s"
                        .formatted(
                                region,
                                topic,
                                subscriptions.isEmpty() ? "no subscription" : "a subscription that nobody confirmed"));
    }

    private static boolean hasAlarms(Resource topic) {
        return !topic.referrers("aws_cloudwatch_metric_alarm", "alarm_actions").isEmpty();
    }
}
