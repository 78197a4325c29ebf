package payments.infrastructure.guardrail.rules.topic;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * A FIFO topic is called so; a subscription's endpoint is of its protocol, and has what that protocol has. A FIFO topic delivers to
 * queues alone, and a topic that is not FIFO to no FIFO queue.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html">AWS: Subscribe</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html">AWS: delivery of FIFO topics</a>
 */
@Guardrail(
        id = "sns-subscriptions-fit",
        severity = Severity.HIGH,
        expects = "an endpoint of the protocol, of a kind to which the topic delivers",
        fix =
                "write the endpoint that belongs to the protocol; end the names of FIFO topics, and of those alone, with .fifo",
        why = "SNS refuses the subscription, and alerts are not delivered",
        sources = "ours: Terraform takes any text for an endpoint")
final class SnsSubscriptionsFit extends AcceptanceRule {
    private static final String TOPIC = "aws_sns_topic";
    private static final String ENDPOINT = "endpoint";
    private static final String FIFO = "fifo_topic";

    /** By protocol: the form of its endpoints. */
    private static final Map<String, Pattern> FORMS = Map.of(
            "email", Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"),
            "email-json", Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"),
            "http", Pattern.compile("http://\\S+"),
            "https", Pattern.compile("https://\\S+"),
            "sms", Pattern.compile("\\+?[0-9][0-9 -]{3,}"),
            "sqs", Pattern.compile("arn:[a-z-]+:sqs:.+"),
            "lambda", Pattern.compile("arn:[a-z-]+:lambda:.+:function:.+"),
            "firehose", Pattern.compile("arn:[a-z-]+:firehose:.+:deliverystream/.+"));

    SnsSubscriptionsFit() {
        super(TOPIC, "aws_sns_topic_subscription");
    }

    @Override
    protected void examine(Resource resource, Objections objections) {
        if (resource.type().equals(TOPIC)) {
            examineTopic(resource, objections);
        } else {
            examineSubscription(resource, objections);
        }
    }

    private static void examineTopic(Resource topic, Objections objections) {
        Value fifo = topic.attribute(FIFO);
        Value name = topic.attribute("name");
        if (fifo.isPresent() && !fifo.isKnown()) {
            return;
        }
        boolean called = name.text().endsWith(".fifo");
        objections.addIf(
                name.isPresent() && !name.text().endsWith("}") && fifo.isTrue() && !called,
                topic,
                "name",
                "a name that ends with .fifo");
        objections.addIf(
                name.isPresent() && !fifo.isTrue() && called, topic, FIFO, "true, since the name ends with .fifo");
        if (!fifo.isTrue()) {
            objections.addEach(
                    topic,
                    "nothing: only FIFO topics have it",
                    "archive_policy",
                    "content_based_deduplication",
                    "fifo_throughput_scope");
        }
    }

    private static void examineSubscription(Resource subscription, Objections objections) {
        Value protocol = subscription.attribute("protocol");
        Value endpoint = subscription.attribute(ENDPOINT);
        Pattern form = protocol.isKnown() ? FORMS.get(protocol.text()) : null;
        if (form != null) {
            boolean open = endpoint.isPresent()
                    && !endpoint.isKnown()
                    && !endpoint.text().startsWith("arn:");
            objections.addIf(
                    endpoint.isAbsent()
                            || (!open && !form.matcher(endpoint.text()).matches()),
                    subscription,
                    ENDPOINT,
                    "an endpoint of the protocol %s, of the form %s".formatted(protocol, form.pattern()));
        }
        objections.addIf(
                subscription.attribute("raw_message_delivery").isTrue()
                        && protocol.isKnown()
                        && !protocol.text().matches("sqs|https?|firehose"),
                subscription,
                "raw_message_delivery",
                "false: only queues, streams and HTTP get messages as they are");
        objections.addIf(
                Objections.isSaid(subscription.attribute("subscription_role_arn"))
                        && protocol.isKnown()
                        && !protocol.is("firehose"),
                subscription,
                "subscription_role_arn",
                "nothing: only firehose has a role");
        objections.addIf(
                protocol.is("firehose")
                        && subscription.attribute("subscription_role_arn").isAbsent(),
                subscription,
                "subscription_role_arn",
                "the role with which SNS writes to the stream");
        objections.addIf(
                Objections.isSaid(subscription.attribute("filter_policy_scope"))
                        && subscription.attribute("filter_policy").isAbsent(),
                subscription,
                "filter_policy_scope",
                "nothing, or a filter_policy");
        examineKinds(subscription, protocol, objections);
    }

    private static void examineKinds(Resource subscription, Value protocol, Objections objections) {
        Optional<Resource> topic = subscription.follow("topic_arn", TOPIC);
        Optional<Resource> queue = subscription.follow(ENDPOINT, "aws_sqs_queue");
        boolean first = topic.filter(found -> found.attribute(FIFO).isTrue()).isPresent();
        boolean plain = topic.filter(found -> found.attribute(FIFO).isAbsent()
                        || found.attribute(FIFO).isFalse())
                .isPresent();
        objections.addIf(
                first && protocol.isKnown() && !protocol.is("sqs"),
                subscription,
                "protocol",
                "sqs: a FIFO topic delivers to queues alone");
        objections.addIf(
                plain
                        && queue.filter(found -> found.attribute("fifo_queue").isTrue())
                                .isPresent(),
                subscription,
                ENDPOINT,
                "a standard queue: only FIFO topics deliver to FIFO queues");
    }
}
