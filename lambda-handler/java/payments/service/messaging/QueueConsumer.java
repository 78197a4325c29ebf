package payments.service.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.service.json.JsonValue;
import payments.service.observability.Events;
import payments.service.observability.Metric;
import payments.service.observability.Metrics;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;

/**
 * Processes a batch of deliveries and returns those that must be delivered again. A bad message does not affect the others.
 *
 * <p>In a FIFO queue everything behind a failure is handed back untried, or it would overtake the failed one.
 */
public final class QueueConsumer {
    /** Less time than this, and a message is not begun: it comes again rather than being cut off in the middle. */
    static final Duration NEEDED_FOR_A_MESSAGE = Duration.ofSeconds(3);

    private final MessageProcessor processor;
    private final RejectionStore rejections;
    private final Events events;
    private final Metrics metrics;

    /** Takes the collaborators. */
    public QueueConsumer(MessageProcessor processor, RejectionStore rejections, Events events, Metrics metrics) {
        this.processor = processor;
        this.rejections = rejections;
        this.events = events;
        this.metrics = metrics;
    }

    /** Processes them one after the other; returns the ids of those that must be delivered again. */
    public List<String> consume(List<Delivery> deliveries, boolean fifo, Deadline deadline) {
        List<String> failed = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            boolean blocked = fifo && !failed.isEmpty();
            if (blocked || !deadline.allows(NEEDED_FOR_A_MESSAGE) || !succeeds(delivery, deadline)) {
                failed.add(delivery.messageId());
            }
        }
        return failed;
    }

    private boolean succeeds(Delivery delivery, Deadline deadline) {
        Events log = events.with("message_id", delivery.messageId());
        try {
            return finished(MessageReader.read(delivery.body()), log, deadline);
        } catch (CardDataInMessageException e) {
            return dropped(delivery, log);
        } catch (UnreadableMessageException e) {
            metrics.count(Metric.REJECTED, e.reason());
            log.error("message-unreadable", e, Map.of("reason", e.reason()));
            return false;
        } catch (RuntimeException e) {
            log.error("message-failed", e, Map.of());
            return false;
        }
    }

    /** The message is gone then, and with it the card data; that it was there is recorded. */
    private boolean dropped(Delivery delivery, Events log) {
        try {
            rejections.record("message#" + delivery.messageId(), "pan-not-allowed");
        } catch (UnavailableException e) {
            log.error("message-failed", e, Map.of());
            return false;
        }
        metrics.count(Metric.CARD_DATA);
        log.warn("message-with-card-data-dropped", Map.of());
        return true;
    }

    /**
     * Processes the items of a distributed map: lines of a file that we wrote ourselves.
     *
     * @throws ItemsPostponedException when some must be tried again
     * @throws IllegalStateException when an item is not ours
     */
    public void consumeItems(List<JsonValue> items, Deadline deadline) {
        long postponed = 0;
        for (JsonValue item : items) {
            try {
                PaymentMessage message = MessageReader.read(item);
                if (!deadline.allows(NEEDED_FOR_A_MESSAGE) || !finished(message, events, deadline)) {
                    postponed++;
                }
            } catch (UnavailableException e) {
                events.error("message-failed", e, Map.of());
                postponed++;
            } catch (UnreadableMessageException | CardDataInMessageException e) {
                throw new IllegalStateException("an item of the map is none of our messages", e);
            }
        }
        if (postponed > 0) {
            throw new ItemsPostponedException(postponed);
        }
    }

    /** Whether the message is finished, for good or for bad. */
    private boolean finished(PaymentMessage message, Events log, Deadline deadline) {
        return processor.process(message, deadline).match(new Effect.Cases<>() {
            @Override
            public Boolean done(boolean before) {
                if (message.creates()) {
                    metrics.count(before ? Metric.REPLAYED : Metric.ACCEPTED);
                }
                log.info("message-done", Map.of("effect_id", message.effectId(), "before", before));
                return true;
            }

            @Override
            public Boolean later(String reason) {
                log.warn("message-postponed", Map.of("effect_id", message.effectId(), "reason", reason));
                return false;
            }

            @Override
            public Boolean never(String reason) {
                rejections.record(message.effectId(), reason);
                metrics.count(message.creates() ? Metric.REJECTED : Metric.DECLINED, reason);
                log.warn("message-rejected", Map.of("effect_id", message.effectId(), "reason", reason));
                return true;
            }
        });
    }
}
