package payments.drill.evidence;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import payments.service.outbox.PaymentEvent;

/** The journal of one region: an event once, those of a payment in their order. */
public final class Ledger {
    private final String region;
    private final Map<String, PaymentEvent> entries = new LinkedHashMap<>();
    private final Map<String, Long> newest = new HashMap<>();

    /** The journal of this region. */
    public Ledger(String region) {
        this.region = region;
    }

    /** Posts an event unless it is posted. */
    public void post(PaymentEvent event) {
        String payment = event.paymentId().value();
        if (entries.containsKey(payment + "#" + event.sequence())) {
            return;
        }
        long before = newest.getOrDefault(payment, 0L);
        if (event.sequence() != before + 1) {
            throw new Violation("R5 (I6)", "%s posts %s after number %d".formatted(region, event, before));
        }
        newest.put(payment, event.sequence());
        entries.put(payment + "#" + event.sequence(), event);
    }

    /** What was posted, by payment and number. */
    public Map<String, PaymentEvent> entries() {
        return entries;
    }
}
