package payments.infrastructure.guardrail.rules.topic;

import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * What a topic cannot deliver to a queue, function or web address goes to a dead-letter queue. E-mail and SMS have none.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html">AWS: dead-letter queues of SNS</a>
 */
@Guardrail(
        id = "sns-subscription-dlq",
        severity = Severity.MEDIUM,
        expects = "a redrive policy with a queue of the subscription's region",
        fix = "set redrive_policy with the ARN of a dead-letter queue",
        why = "After its retries SNS deletes an undelivered message",
        sources = "Serverless-SNSRedrivePolicy")
final class SnsFailedDeliveriesRetained extends ResourceRule {
    private static final Set<String> PROTOCOLS = Set.of("sqs", "lambda", "http", "https", "firehose");
    private static final String TARGET = "redrive_policy.deadLetterTargetArn";

    SnsFailedDeliveriesRetained() {
        super("aws_sns_topic_subscription");
    }

    @Override
    protected void judge(Resource subscription, Verdicts verdicts) {
        Value protocol = subscription.attribute("protocol");
        if (protocol.isKnown() && !protocol.isOneOf(PROTOCOLS)) {
            verdicts.notApplicable(protocol + " has no dead-letter queue");
            return;
        }
        Value target = subscription.attribute(TARGET);
        Optional<Resource> queue = subscription.find("aws_sqs_queue", target);
        if (target.isAbsent()) {
            verdicts.fail(TARGET, target);
        } else if (queue.isPresent() && !queue.get().region().equals(subscription.region())) {
            verdicts.fail("region", TARGET, "a queue in " + queue.get().region());
        } else if (queue.isEmpty() && !target.text().startsWith("arn:")) {
            verdicts.unknown(TARGET, target);
        } else {
            verdicts.pass(TARGET, target);
        }
    }
}
