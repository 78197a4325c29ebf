package payments.infrastructure.messaging;

import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import com.hashicorp.cdktf.providers.aws.sns_topic_policy.SnsTopicPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.AlertSubscription;
import payments.infrastructure.config.deployment.SubscriptionSettings;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.AlertTopic;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The topic of payment events, and its listeners. Who may publish is said by the roles; the topic's own policy lets in nobody
 * but the alarms, where they notify this topic too, and refuses plain HTTP.
 */
public final class EventTopic extends Construct {
    private final SnsTopic topic;

    /**
     * Defines the topic, a subscription for each listener, and the alarms.
     *
     * @param alerts who receives alarms by this topic; null where alarms have a topic of their own
     */
    public EventTopic(
            Construct scope,
            String id,
            Placement placement,
            MessageHost host,
            List<SubscriptionSettings> subscriptions,
            @Nullable List<AlertSubscription> alerts) {
        super(scope, id);
        String name = placement.name(ResourceName.PAYMENT_EVENTS);
        this.topic = SnsTopic.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .kmsMasterKeyId(host.keyArn().value())
                .tags(Map.of("Name", name))
                .build();
        SnsTopicPolicy.Builder.create(this, "policy")
                .provider(placement.provider())
                .arn(topic.getArn())
                .policy(policy(placement, alerts != null).toJson())
                .build();
        if (alerts != null) {
            AlertTopic.subscribe(
                    this,
                    placement,
                    topic.getArn(),
                    alerts,
                    UndeliveredAlerts.arn(placement, UndeliveredAlerts.OF_REGION));
        }
        subscriptions.forEach(subscription -> new EventSubscription(
                this, "subscription-" + subscription.name(), placement, host, topic.getArn(), subscription));
        watch(placement, host, name, "undelivered", "NumberOfNotificationsFailed");
        watch(placement, host, name, "lost", "NumberOfNotificationsFailedToRedriveToDlq");
        // An event without the attributes that filters read is kept from every listener, and nothing else says so.
        watch(placement, host, name, "unreadable", "NumberOfNotificationsFilteredOut-InvalidAttributes");
    }

    private PolicyDocument policy(Placement placement, boolean alarms) {
        List<Statement> statements = new ArrayList<>();
        if (alarms) {
            statements.addAll(AlertTopic.publishers(placement, topic.getArn()));
        }
        statements.add(Statement.deny("DenyPlainHttp", "sns:Publish")
                .to("*")
                .on(topic.getArn())
                .when("Bool", "aws:SecureTransport", "false"));
        return new PolicyDocument(statements);
    }

    private void watch(Placement placement, MessageHost host, String name, String what, String metric) {
        new Alarm(
                this,
                "payment-events-" + what,
                placement,
                host.alertsArn(),
                "Payment events did not reach a listener: look into the listeners' dead-letter queues",
                Metric.ofTopic(name, metric, "Sum"),
                new Alarm.Above(0, Periods.ofOneMinute(1)));
    }

    /** The topic's ARN. */
    public String arn() {
        return topic.getArn();
    }
}
