package payments.infrastructure.guardrail.rules.topic;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Deliveries that fail are logged, for each protocol of the subscriptions.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html">AWS: message delivery status</a>
 */
@Guardrail(
        id = "sns-delivery-status",
        severity = Severity.LOW,
        expects = "a failure feedback role for every protocol in use",
        fix = "set <protocol>_failure_feedback_role_arn",
        why = "Without the log there is no record of why messages did not arrive",
        pci = "10.7.2",
        sources = {"SNS.2", "SNS_TOPIC_MESSAGE_DELIVERY_NOTIFICATION_ENABLED"})
final class SnsFailedDeliveriesLogged extends ResourceRule {
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "sqs", "sqs_failure_feedback_role_arn",
            "lambda", "lambda_failure_feedback_role_arn",
            "http", "http_failure_feedback_role_arn",
            "https", "http_failure_feedback_role_arn",
            "firehose", "firehose_failure_feedback_role_arn",
            "application", "application_failure_feedback_role_arn");

    SnsFailedDeliveriesLogged() {
        super("aws_sns_topic");
    }

    @Override
    protected void judge(Resource topic, Verdicts verdicts) {
        Set<String> needed = new TreeSet<>();
        for (Resource subscription : topic.referrers("aws_sns_topic_subscription", "topic_arn")) {
            String attribute = ATTRIBUTES.get(subscription.attribute("protocol").text());
            if (attribute != null) {
                needed.add(attribute);
            }
        }
        if (needed.isEmpty()) {
            verdicts.notApplicable("no subscription with a protocol that reports its deliveries");
        }
        for (String attribute : needed) {
            if (topic.has(attribute)) {
                verdicts.pass(attribute, topic.attribute(attribute));
            } else {
                verdicts.fail(attribute, attribute, "(absent)");
            }
        }
    }
}
