package payments.service.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.contract.FunctionMetric;
import payments.service.json.JsonValue;
import payments.service.observability.Events;
import payments.service.observability.Failures;
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

    /** What does not answer now may in a minute; then in two, in four. */
    private static final Duration FIRST_DELAY = Duration.ofMinutes(1);

    /** Another region has the payments, until a person decides otherwise: five receives last for six hours so. */
    private static final Duration FIRST_DELAY_OF_A_STANDBY = Duration.ofMinutes(15);

    private static final Duration LONGEST_DELAY = Duration.ofHours(2);
    private static final int MOST_DOUBLINGS = 7;

    private final MessageProcessor processor;
    private final RejectionStore rejections;
    private final Postponement postponement;
    private final Events events;
    private final Metrics metrics;

    /** Takes the collaborators. */
    public QueueConsumer(
            MessageProcessor processor,
            RejectionStore rejections,
            Postponement postponement,
            Events events,
            Metrics metrics) {
        this.processor = processor;
        this.rejections = rejections;
        this.postponement = postponement;
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
            return finished(MessageReader.read(delivery.body()), Optional.of(delivery), log, deadline);
        } catch (CardDataInMessageException e) {
            return dropped(delivery, log);
        } catch (UnreadableMessageException e) {
            metrics.count(FunctionMetric.REJECTED, e.reason());
            log.error("message-unreadable", e, Map.of("reason", e.reason()));
            return false;
        } catch (RuntimeException e) {
            log.error("message-failed", e, Map.of());
            postpone(delivery, FIRST_DELAY, log);
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
        metrics.count(FunctionMetric.CARD_DATA);
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
                if (!deadline.allows(NEEDED_FOR_A_MESSAGE) || !finished(message, Optional.empty(), events, deadline)) {
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

    /** Twice as long with each receive, so that the receives before the dead letters outlast an outage and a move. */
    private void postpone(Delivery delivery, Duration first, Events log) {
        Duration delay = first.multipliedBy(1L << Math.min(delivery.receives() - 1, MOST_DOUBLINGS));
        try {
            postponement.postpone(delivery, delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY);
        } catch (UnavailableException e) {
            // The queue delivers it again after its own time then.
            log.warn("message-not-postponed", Map.of("exceptions", Failures.classes(e)));
        }
    }

    /** Whether the message is finished, for good or for bad. */
    private boolean finished(PaymentMessage message, Optional<Delivery> delivery, Events log, Deadline deadline) {
        return processor.process(message, deadline).match(new Effect.Cases<>() {
            @Override
            public Boolean done(boolean before) {
                if (message.creates()) {
                    metrics.count(before ? FunctionMetric.REPLAYED : FunctionMetric.ACCEPTED);
                }
                log.info("message-done", Map.of("effect_id", message.effectId(), "before", before));
                return true;
            }

            @Override
            public Boolean later(String reason) {
                log.warn("message-postponed", Map.of("effect_id", message.effectId(), "reason", reason));
                Duration first = reason.equals(Effect.NOT_OWNER) ? FIRST_DELAY_OF_A_STANDBY : FIRST_DELAY;
                delivery.ifPresent(late -> postpone(late, first, log));
                return false;
            }

            @Override
            public Boolean never(String reason) {
                rejections.record(message.effectId(), reason);
                metrics.count(message.creates() ? FunctionMetric.REJECTED : FunctionMetric.DECLINED, reason);
                log.warn("message-rejected", Map.of("effect_id", message.effectId(), "reason", reason));
                return true;
            }
        });
    }
}
