package payments.service.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.service.json.JsonText;
import payments.service.json.JsonValue;

/**
 * The batch of messages that Lambda hands to a function (Lambda developer guide, "Using Lambda with Amazon SQS").
 *
 * @param deliveries the messages, in order
 * @param fifo whether they come from a FIFO queue, whose name always ends so
 */
public record QueueEvent(List<Delivery> deliveries, boolean fifo) {
    /** Copies the messages. */
    public QueueEvent {
        deliveries = List.copyOf(deliveries);
    }

    /**
     * Reads the event.
     *
     * @throws IllegalArgumentException when it is none of SQS. Lambda then delivers all of it again; a message without an
     *     id could not be reported alone, and would be lost
     */
    public static QueueEvent read(JsonValue event) {
        JsonValue.Obj fields = event.asObject();
        JsonValue.Arr records = fields == null ? null : fields.array("Records");
        if (records == null) {
            throw new IllegalArgumentException("the event has no list of records; only SQS may start this function");
        }
        List<Delivery> deliveries = new ArrayList<>();
        boolean fifo = false;
        for (JsonValue item : records.items()) {
            JsonValue.Obj message = item.asObject();
            String id = message == null ? null : message.text("messageId");
            String body = message == null ? null : message.text("body");
            if (message == null || id == null || id.isEmpty() || body == null) {
                throw new IllegalArgumentException("a record has no message id or no body");
            }
            String queue = message.text("eventSourceARN");
            fifo |= queue != null && queue.endsWith(".fifo");
            deliveries.add(new Delivery(id, body, receipt(message), receives(message)));
        }
        return new QueueEvent(deliveries, fifo);
    }

    private static String receipt(JsonValue.Obj message) {
        String receipt = message.text("receiptHandle");
        return receipt == null ? "" : receipt;
    }

    private static int receives(JsonValue.Obj message) {
        String receives = message.object("attributes").text("ApproximateReceiveCount");
        return receives == null || !receives.matches("[0-9]{1,9}") ? 1 : Math.max(1, Integer.parseInt(receives));
    }

    /**
     * The answer that names the messages which stay in the queue. Always an object with the list: anything else would
     * count as success or as failure of all.
     */
    public static String answer(List<String> failedIds) {
        List<Map<String, String>> failures =
                failedIds.stream().map(id -> Map.of("itemIdentifier", id)).toList();
        return JsonText.of(Map.of("batchItemFailures", failures));
    }
}
