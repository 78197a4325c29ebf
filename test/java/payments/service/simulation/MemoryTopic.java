package payments.service.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import payments.drill.evidence.Violation;
import payments.service.outbox.EventMessage;
import payments.service.outbox.PaymentEvent;

/**
 * The topic and a subscriber that stores the ids that it has seen, as {@link PaymentEvent} asks it to. The publisher is held to
 * the same: in the order of the payment, except that an event may be published again, and then in the same words.
 */
final class MemoryTopic {
    private final List<PaymentEvent> events = new ArrayList<>();
    private final Map<String, PaymentEvent> seen = new HashMap<>();
    private final Map<String, TreeSet<Long>> sequences = new HashMap<>();

    void publish(PaymentEvent event) {
        TreeSet<Long> published = sequences.computeIfAbsent(event.paymentId().value(), id -> new TreeSet<>());
        if (!published.contains(event.sequence())
                && event.sequence() != (published.isEmpty() ? 1 : published.last() + 1)) {
            throw new Violation("I6", "%s is published after %s".formatted(event, published));
        }
        published.add(event.sequence());
        events.add(event);
        PaymentEvent earlier = seen.putIfAbsent(event.eventId(), event);
        if (earlier != null && !EventMessage.of(earlier).equals(EventMessage.of(event))) {
            throw new Violation("I2", "one event id, two contents: %s and %s".formatted(earlier, event));
        }
    }

    /** The facts that the listener has heard of. */
    List<PaymentEvent> facts() {
        return List.copyOf(seen.values());
    }

    /** All that was said. */
    List<PaymentEvent> events() {
        return events;
    }
}
