package payments.infrastructure.messaging;

/**
 * What all queues and topics of payments in a region share.
 *
 * @param keyArn the key of payments on their way
 * @param alertsArn the topic of their alarms
 */
public record MessageHost(String keyArn, String alertsArn) {}
