package payments.service.outbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Publishes to an SNS topic. The type, the event's id and the version of the form are message attributes as well, for
 * filters. On a FIFO topic the payment is the group and the event's id the deduplication id.
 */
public final class SnsEventPublisher implements EventPublisher {
    private static final Duration RESERVE = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final SnsClient client;
    private final String topicArn;

    /** Uses the client as it is. */
    public SnsEventPublisher(SnsClient client, String topicArn) {
        this.client = client;
        this.topicArn = topicArn;
    }

    /** Every failure may pass, a denied key too: the event waits in the outbox until an operator repairs it. */
    @Override
    public void publish(PaymentEvent event, Deadline deadline) {
        Duration left = deadline.remaining().minus(RESERVE);
        if (left.isNegative() || left.isZero()) {
            throw new UnavailableException("too little time is left to publish an event");
        }
        Duration limit = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        boolean fifo = topicArn.endsWith(".fifo");
        try {
            client.publish(message -> {
                message.topicArn(topicArn)
                        .message(EventMessage.of(event))
                        .messageAttributes(attributes(event))
                        .overrideConfiguration(time -> time.apiCallTimeout(limit));
                if (fifo) {
                    message.messageGroupId(event.paymentId().value()).messageDeduplicationId(event.eventId());
                }
            });
        } catch (SdkException e) {
            throw new UnavailableException("the topic", e);
        }
    }

    private static Map<String, MessageAttributeValue> attributes(PaymentEvent event) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        attributes.put("type", text(event.type().word()));
        attributes.put("event_id", text(event.eventId()));
        attributes.put("schema_version", text(Integer.toString(EventMessage.SCHEMA_VERSION)));
        return attributes;
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
