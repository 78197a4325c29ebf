package payments.infrastructure.guardrail.alarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A made-up event of a trail, as CloudTrail writes it into a log group.
 *
 * @param subject what it is about in the CIS AWS Foundations Benchmark
 * @param json the event
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">AWS:
 *     CloudTrail record contents</a>
 */
public record TrailEvent(String subject, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDINARY = "ordinary";
    private static final String REFUSED = "unauthorised calls";
    private static final List<TrailEvent> ALL =
            Table.rows("trail-events.tsv", 4).stream().map(TrailEvent::of).toList();

    /** All, the ordinary ones too. */
    public static List<TrailEvent> all() {
        return ALL;
    }

    /** Whether it comes each minute on a day as it should be. */
    public boolean isOrdinary() {
        return subject.equals(ORDINARY);
    }

    /** Whether a single one means nothing: people and consoles are refused now and then. */
    public boolean isRefusal() {
        return subject.equals(REFUSED);
    }

    /** Its call, for messages. */
    public String call() {
        return json.path("eventName").asText();
    }

    private static TrailEvent of(List<String> cells) {
        ObjectNode event = JSON.createObjectNode();
        event.put("eventVersion", "1.11");
        event.put("eventType", "AwsApiCall");
        event.put("eventSource", cells.get(1));
        event.put("eventName", cells.get(2));
        event.put("awsRegion", "us-east-1");
        event.put("sourceIPAddress", "203.0.113.7");
        event.put("recipientAccountId", "111122223333");
        event.put("readOnly", cells.get(2).matches("(Get|List|Describe).*"));
        ObjectNode identity = event.putObject("userIdentity");
        identity.put("type", "AssumedRole").put("arn", "arn:aws:sts::111122223333:assumed-role/operator/someone");
        try {
            JSON.readTree(cells.get(3)).properties().forEach(more -> event.set(more.getKey(), more.getValue()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("trail-events.tsv has no JSON in: " + cells.get(3), e);
        }
        return new TrailEvent(cells.get(0), event);
    }
}
