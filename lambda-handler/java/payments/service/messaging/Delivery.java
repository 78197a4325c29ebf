package payments.service.messaging;

/**
 * One message as the queue delivers it.
 *
 * @param messageId the queue's name for it, by which a failure is reported
 * @param body what it says
 * @param receipt the queue's name for this delivery, by which it can be put off; empty where that is not known
 * @param receives how often it was delivered, this time included
 */
public record Delivery(String messageId, String body, String receipt, int receives) {
    /** A message that is delivered for the first time and cannot be put off. */
    public Delivery(String messageId, String body) {
        this(messageId, body, "", 1);
    }
}
