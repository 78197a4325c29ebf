package payments.service.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import payments.service.domain.PaymentId;

/**
 * An event that did not get through a step, and with it those behind it of its payment.
 *
 * @param event the first of its payment that is held
 * @param reason why
 * @param refused whether it is the event's own fault, so that trying again at once changes nothing
 */
public record Held(PaymentEvent event, RuntimeException reason, boolean refused) {

    /**
     * Takes a step with events one after the other; those behind one that is held are left out.
     *
     * @param events those of a payment in their order
     * @param refuses whether a failure is the event's own fault
     */
    public static List<Held> oneByOne(
            List<PaymentEvent> events, Consumer<PaymentEvent> step, Predicate<RuntimeException> refuses) {
        List<Held> held = new ArrayList<>();
        Set<PaymentId> stuck = new HashSet<>();
        for (PaymentEvent event : events) {
            if (stuck.contains(event.paymentId())) {
                continue;
            }
            try {
                step.accept(event);
            } catch (RuntimeException e) {
                stuck.add(event.paymentId());
                held.add(new Held(event, e, refuses.test(e)));
            }
        }
        return held;
    }
}
