package payments.drill.evidence;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import payments.drill.engine.Items;
import payments.drill.engine.MemoryDynamoDb.ItemChange;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Looks at every write of the log as it happens: an effect never changes, a key stands for one payment until it expires, and
 * epochs grow by one.
 */
public final class LogWatch {
    private final Clock clock;
    private final Set<String> claims = new HashSet<>();

    /** Knows the time by this clock. */
    public LogWatch(Clock clock) {
        this.clock = clock;
    }

    /** Whether the key that alone would make an id has stood for a payment. */
    boolean stoodFor(String byKey, String payment) {
        return claims.contains(claim(byKey, payment));
    }

    /** Looks at one write. */
    public void check(ItemChange change) {
        Map<String, AttributeValue> after = change.after();
        if (Items.text(after, "kind").equals("key")) {
            claims.add(claim(Items.text(after, "payment_id"), Items.text(after, "payment")));
        }
        if (!change.before().isEmpty()) {
            check(change.before(), after);
        }
    }

    private void check(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        switch (Items.text(before, "kind")) {
            case "effect" -> {
                Map<String, AttributeValue> rest = new HashMap<>(after);
                rest.remove("sent_at");
                if (before.containsKey("sent_at") || !rest.equals(before)) {
                    throw new Violation("R1 (I1)", "an effect changed from %s to %s".formatted(before, after));
                }
            }
            case "key" -> {
                if (Items.number(before, "expires_at") >= clock.instant().getEpochSecond()) {
                    throw new Violation("R1 (I2)", "a key that holds went from %s to %s".formatted(before, after));
                }
            }
            case "owner" -> {
                if (Items.number(after, "epoch") != Items.number(before, "epoch") + 1) {
                    throw new Violation("R6 (I9)", "epoch went from %s to %s".formatted(before, after));
                }
            }
            case "region" -> {
                if (Items.number(after, "revision") != Items.number(before, "revision") + 1) {
                    throw new Violation("R4", "how far a region is went from %s to %s".formatted(before, after));
                }
            }
            case "earlier-owner" -> {
                if (!after.equals(before)) {
                    throw new Violation("R6 (I9)", "an earlier owner went from %s to %s".formatted(before, after));
                }
            }
            default -> throw new Violation("R1 (I1)", "%s is no item of the log".formatted(before));
        }
    }

    private static String claim(String byKey, String payment) {
        return byKey + " " + payment;
    }
}
