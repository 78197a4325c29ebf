package payments.service.messaging;

/**
 * One message to send.
 *
 * @param id names it within one call, and in what comes back about it
 * @param body what it says
 */
public record QueueEntry(String id, String body) {}
