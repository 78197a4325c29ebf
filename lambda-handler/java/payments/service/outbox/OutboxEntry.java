package payments.service.outbox;

/**
 * An event and whether it is out.
 *
 * @param event the event
 * @param sent whether it was published at least once
 */
public record OutboxEntry(PaymentEvent event, boolean sent) {}
