package payments.service.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/**
 * Publishes to an SNS topic. The type, the event's id and the version of the form are message attributes as well, for
 * filters. On a FIFO topic the payment is the group and the event's id the deduplication id.
 */
public final class SnsEventPublisher implements EventPublisher {
    private static final Duration RESERVE = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int MOST_IN_A_CALL = 10;

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
        Duration limit = limit(deadline);
        try {
            client.publish(message -> {
                message.topicArn(topicArn)
                        .message(EventMessage.of(event))
                        .messageAttributes(attributes(event))
                        .overrideConfiguration(time -> time.apiCallTimeout(limit));
                if (isFifo()) {
                    message.messageGroupId(event.paymentId().value()).messageDeduplicationId(event.eventId());
                }
            });
        } catch (SdkException e) {
            throw new UnavailableException("the topic", e);
        }
    }

    /** Ten in a call, the most that SNS takes (API reference, "PublishBatch"). Each comes through or fails by itself. */
    @Override
    public List<Held> publishAll(List<PaymentEvent> events, Deadline deadline) {
        List<Held> held = new ArrayList<>();
        for (int from = 0; from < events.size(); from += MOST_IN_A_CALL) {
            held.addAll(
                    publishTogether(events.subList(from, Math.min(from + MOST_IN_A_CALL, events.size())), deadline));
        }
        return held;
    }

    private List<Held> publishTogether(List<PaymentEvent> events, Deadline deadline) {
        try {
            Duration limit = limit(deadline);
            return client
                    .publishBatch(batch -> batch.topicArn(topicArn)
                            .publishBatchRequestEntries(IntStream.range(0, events.size())
                                    .mapToObj(i -> entry(Integer.toString(i), events.get(i)))
                                    .toList())
                            .overrideConfiguration(time -> time.apiCallTimeout(limit)))
                    .failed()
                    .stream()
                    .map(failure -> new Held(
                            events.get(Integer.parseInt(failure.id())),
                            new UnavailableException("the topic refuses an event: " + failure.code()),
                            false))
                    .toList();
        } catch (SdkException e) {
            return allHeld(events, new UnavailableException("the topic", e));
        } catch (UnavailableException e) {
            return allHeld(events, e);
        }
    }

    private static List<Held> allHeld(List<PaymentEvent> events, UnavailableException reason) {
        return events.stream().map(event -> new Held(event, reason, false)).toList();
    }

    private PublishBatchRequestEntry entry(String id, PaymentEvent event) {
        PublishBatchRequestEntry.Builder entry = PublishBatchRequestEntry.builder()
                .id(id)
                .message(EventMessage.of(event))
                .messageAttributes(attributes(event));
        if (isFifo()) {
            entry.messageGroupId(event.paymentId().value()).messageDeduplicationId(event.eventId());
        }
        return entry.build();
    }

    private boolean isFifo() {
        return topicArn.endsWith(".fifo");
    }

    private static Duration limit(Deadline deadline) {
        Duration left = deadline.remaining().minus(RESERVE);
        if (left.isNegative() || left.isZero()) {
            throw new UnavailableException("too little time is left to publish an event");
        }
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
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
