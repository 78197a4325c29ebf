package payments.infrastructure.messaging;

import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.security.KeyArn;

/**
 * What all queues and topics of payments in a region share.
 *
 * @param keyArn the key of payments on their way
 * @param alertsArn the topic of their alarms
 */
public record MessageHost(KeyArn keyArn, AlertTopicArn alertsArn) {}
