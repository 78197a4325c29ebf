package payments.infrastructure.dns;

import java.util.List;
import payments.infrastructure.config.deployment.AlertSubscription;
import payments.infrastructure.config.deployment.EncryptionSettings;
import payments.infrastructure.messaging.MessageHost;
import payments.infrastructure.messaging.UndeliveredAlerts;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.AlertTopic;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.security.CustomerKey;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The topic of the alarms on what is measured in us-east-1 alone, such as the health of names: an alarm can notify only topics of
 * its own region. Made once for all regions, which name it by rule.
 */
public final class GlobalAlerts extends Construct {
    private final AlertTopicArn topicArn;

    /**
     * Defines the topic and its key.
     *
     * @param subscriptions of every region's alarms
     */
    public GlobalAlerts(
            Construct scope,
            String id,
            Placement routing,
            EncryptionSettings encryption,
            List<AlertSubscription> subscriptions) {
        super(scope, id);
        boolean keepsUndelivered = subscriptions.stream().anyMatch(AlertSubscription::keepsUndelivered);
        CustomerKey key = keepsUndelivered
                ? CustomerKey.ofAlertsAndUndelivered(this, routing, encryption)
                : CustomerKey.alone(this, routing, encryption, KeyPurpose.GLOBAL_ALERTS);
        AlertTopic topic = new AlertTopic(
                this,
                "topic",
                routing,
                ResourceName.GLOBAL_ALERTS,
                key.keyId(),
                subscriptions,
                UndeliveredAlerts.arn(routing, UndeliveredAlerts.OF_NO_REGION));
        this.topicArn = topic.arn();
        if (keepsUndelivered) {
            new UndeliveredAlerts(
                    this,
                    "undelivered",
                    routing,
                    new MessageHost(key.arn(), topic.arn()),
                    UndeliveredAlerts.OF_NO_REGION);
        }
    }

    /** The topic's ARN. */
    AlertTopicArn topicArn() {
        return topicArn;
    }
}
