package payments.infrastructure.observability;

import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import com.hashicorp.cdktf.providers.aws.sns_topic_policy.SnsTopicPolicy;
import com.hashicorp.cdktf.providers.aws.sns_topic_subscription.SnsTopicSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.AlertSubscription;
import payments.infrastructure.identity.AlertPublisher;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.JsonText;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** The topic to which a region's alarms and database events go. Only this account's may, and only over TLS. */
public final class AlertTopic extends Construct {
    private final SnsTopic topic;

    /**
     * Defines the topic.
     *
     * @param keyId the key of the region's messages, whose policy lets every {@link AlertPublisher} use it
     * @param subscriptions who is notified, in the order of the settings
     * @param undeliveredArn the queue of what a web hook or a queue does not take
     */
    public AlertTopic(
            Construct scope,
            String id,
            Placement placement,
            String keyId,
            List<AlertSubscription> subscriptions,
            String undeliveredArn) {
        this(scope, id, placement, ResourceName.ALERTS, keyId, subscriptions, undeliveredArn);
    }

    /** Defines a topic of another name, for what no region owns. */
    public AlertTopic(
            Construct scope,
            String id,
            Placement placement,
            ResourceName name,
            String keyId,
            List<AlertSubscription> subscriptions,
            String undeliveredArn) {
        super(scope, id);
        this.topic = SnsTopic.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(placement.name(name))
                .kmsMasterKeyId(keyId)
                .tags(Map.of("Name", placement.name(name)))
                .build();
        SnsTopicPolicy.Builder.create(this, "policy")
                .provider(placement.provider())
                .arn(topic.getArn())
                .policy(policy(placement).toJson())
                .build();
        subscribe(this, placement, topic.getArn(), subscriptions, undeliveredArn);
    }

    /**
     * Subscribes who receives alarms to a topic.
     *
     * @param undeliveredArn the queue of what a web hook or a queue does not take
     */
    public static void subscribe(
            Construct scope,
            Placement placement,
            String topicArn,
            List<AlertSubscription> subscriptions,
            String undeliveredArn) {
        subscriptions.forEach(subscription -> subscribe(scope, placement, topicArn, subscription, undeliveredArn));
    }

    /** By its endpoint, so that another place in the list is no new subscription, which somebody would have to confirm. */
    private static void subscribe(
            Construct scope,
            Placement placement,
            String topicArn,
            AlertSubscription subscription,
            String undeliveredArn) {
        String id = "%s-%08x"
                .formatted(
                        subscription.protocol().code(), subscription.endpoint().hashCode());
        SnsTopicSubscription.Builder builder = SnsTopicSubscription.Builder.create(scope, id)
                .provider(placement.provider())
                .topicArn(topicArn)
                .protocol(subscription.protocol().code())
                .endpoint(subscription.endpoint());
        if (subscription.keepsUndelivered()) {
            builder.redrivePolicy(JsonText.of(Map.of("deadLetterTargetArn", undeliveredArn)));
        }
        if (subscription.filter() != null) {
            // Alarms and database events carry no attributes: what distinguishes them is in the message.
            builder.filterPolicy(subscription.filter()).filterPolicyScope("MessageBody");
        }
        builder.build();
    }

    private PolicyDocument policy(Placement placement) {
        List<Statement> statements = new ArrayList<>(publishers(placement, topic.getArn()));
        statements.add(Statement.deny("DenyPlainHttp", "sns:Publish")
                .to("*")
                .on(topic.getArn())
                .when("Bool", "aws:SecureTransport", "false"));
        return new PolicyDocument(statements);
    }

    /** What a topic's policy must say so that alarms and database events of this account and region reach it. */
    public static List<Statement> publishers(Placement placement, String topicArn) {
        return List.of(
                publishing(AlertPublisher.ALARMS, placement, topicArn)
                        .when("ArnLike", "aws:SourceArn", placement.arns().alarms(placement.region())),
                publishing(AlertPublisher.DATABASE_EVENTS, placement, topicArn));
    }

    private static Statement publishing(AlertPublisher publisher, Placement placement, String topicArn) {
        return Statement.allow(publisher.sid(), "sns:Publish")
                .toService(publisher.host())
                .on(topicArn)
                .when("StringEquals", "aws:SourceAccount", placement.account());
    }

    /** The topic's ARN. */
    public AlertTopicArn arn() {
        return new AlertTopicArn(topic.getArn());
    }
}
