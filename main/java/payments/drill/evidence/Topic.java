package payments.drill.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import payments.service.outbox.EventMessage;
import payments.service.outbox.PaymentEvent;

/**
 * The topics of all regions with one subscriber, and what it may rely on: what is said for the first time is said in the order of the
 * payment, and one id has one content. While nothing goes wrong the owner publishes, and nothing is said twice.
 */
public final class Topic {
    private final BooleanSupplier calm;
    private final Supplier<String> owner;
    private final List<PaymentEvent> heard = new ArrayList<>();
    private final Map<String, String> contents = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final Set<String> saidInCalm = new HashSet<>();

    /**
     * Hears nothing yet.
     *
     * @param calm whether nothing goes wrong now
     * @param owner the region that owns the payments
     */
    public Topic(BooleanSupplier calm, Supplier<String> owner) {
        this.calm = calm;
        this.owner = owner;
    }

    /** Says an event to all who listen. */
    public void publish(PaymentEvent event, String region) {
        String content = EventMessage.of(event);
        String earlier = contents.putIfAbsent(event.eventId(), content);
        if (earlier == null) {
            long before = newest.getOrDefault(event.paymentId().value(), 0L);
            if (event.sequence() != before + 1) {
                throw new Violation("R5 (I7)", "%s is heard of after number %d".formatted(event, before));
            }
            newest.put(event.paymentId().value(), event.sequence());
        } else if (!earlier.equals(content)) {
            throw new Violation("R5 (I7)", "one id, two contents: %s and %s".formatted(earlier, content));
        }
        if (calm.getAsBoolean() && !owner.get().equals(region)) {
            throw new Violation("R5 (I7)", "%s publishes %s and does not own".formatted(region, event));
        }
        if (calm.getAsBoolean() && !saidInCalm.add(event.eventId())) {
            throw new Violation("R5 (I7)", "%s is said twice, and nothing went wrong".formatted(event));
        }
        heard.add(event);
    }

    /** All that was said. */
    public List<PaymentEvent> heard() {
        return heard;
    }
}
