package payments.service.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import payments.service.outbox.EventMessage;
import payments.service.outbox.PaymentEvent;

/**
 * The topic and a listener who keeps the ids that he has seen, as {@link PaymentEvent} asks him to. Whoever tells is held to
 * the same: in the order of the payment, except that an event may be told again, and then in the same words.
 */
final class MemoryTopic {
    private final List<PaymentEvent> tellings = new ArrayList<>();
    private final Map<String, PaymentEvent> seen = new HashMap<>();
    private final Map<String, TreeSet<Long>> sequences = new HashMap<>();

    void tell(PaymentEvent event) {
        TreeSet<Long> told = sequences.computeIfAbsent(event.paymentId().value(), id -> new TreeSet<>());
        if (!told.contains(event.sequence()) && event.sequence() != (told.isEmpty() ? 1 : told.last() + 1)) {
            throw new Violation("I6", "%s is told after %s".formatted(event, told));
        }
        told.add(event.sequence());
        tellings.add(event);
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
    List<PaymentEvent> tellings() {
        return tellings;
    }
}
