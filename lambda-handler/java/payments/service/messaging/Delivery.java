package payments.service.messaging;

/**
 * One message as the queue delivers it.
 *
 * @param messageId the queue's name for it, by which a failure is reported
 * @param body what it says
 */
public record Delivery(String messageId, String body) {}
