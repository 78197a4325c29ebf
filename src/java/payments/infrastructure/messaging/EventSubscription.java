package payments.infrastructure.messaging;

import com.hashicorp.cdktf.providers.aws.sns_topic_subscription.SnsTopicSubscription;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import payments.infrastructure.config.deployment.PaymentEventType;
import payments.infrastructure.config.deployment.SubscriptionSettings;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.JsonText;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * A listener of the payment events, with a dead-letter queue of its own: what SNS gives up is kept, and it is plain for
 * whom.
 */
final class EventSubscription extends Construct {

    /** Defines the subscription and its dead-letter queue. */
    EventSubscription(
            Construct scope,
            String id,
            Placement placement,
            MessageHost host,
            String topicArn,
            SubscriptionSettings settings) {
        super(scope, id);
        DeadLetterQueue undelivered = new DeadLetterQueue(
                this,
                "undelivered",
                placement,
                host,
                DeadLetterQueue.Spec.of(
                        ResourceName.UNDELIVERED_EVENTS.role() + "-" + settings.name(),
                        List.of(Statement.allow("KeepUndeliveredEvents", "sqs:SendMessage")
                                .toService("sns.amazonaws.com")
                                .when("ArnEquals", "aws:SourceArn", topicArn))));
        SnsTopicSubscription.Builder subscription = SnsTopicSubscription.Builder.create(this, "Resource")
                .provider(placement.provider())
                .topicArn(topicArn)
                .protocol(settings.protocol().name().toLowerCase(Locale.ROOT))
                .endpoint(settings.endpoint())
                // A queue's reader wants the event; a web hook and a mailbox need the envelope to know where it is
                // from.
                .rawMessageDelivery(settings.protocol() == SubscriptionSettings.Protocol.SQS)
                .redrivePolicy(JsonText.of(Map.of("deadLetterTargetArn", undelivered.arn())));
        if (!settings.types().isEmpty()) {
            subscription.filterPolicy(JsonText.of(Map.of(
                    "type",
                    settings.types().stream().map(PaymentEventType::attribute).toList())));
        }
        subscription.build();
    }
}
