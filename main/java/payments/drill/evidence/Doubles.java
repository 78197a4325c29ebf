package payments.drill.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import payments.drill.engine.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Counts what happened more than once, or together although it must not, in the tables of all regions together. It reads the
 * events as they lie there, which every design writes.
 */
public final class Doubles {
    /** One effect: a copy of it in another region's table is the same. */
    private record Seen(long sequence, String region, String at, String type, long amount) {}

    private final Map<String, Map<String, Set<Seen>>> byOperation = new LinkedHashMap<>();

    private Doubles(List<? extends RegionEvidence> regions) {
        for (RegionEvidence region : regions) {
            for (Map<String, AttributeValue> event : region.items("event")) {
                byOperation
                        .computeIfAbsent(Items.text(event, "payment"), id -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                "%s by %s".formatted(Items.text(event, "type"), Items.text(event, "correlation_id")),
                                id -> new LinkedHashSet<>())
                        .add(new Seen(
                                Items.number(event, "sequence"),
                                Items.text(event, "region"),
                                Items.text(event, "occurred_at"),
                                Items.text(event, "type"),
                                Items.number(event, "amount")));
            }
        }
    }

    /** What is wrong, one line each; empty when each effect happened once and no payment has more taken than it has. */
    public static List<String> of(List<? extends RegionEvidence> regions) {
        List<String> found = new ArrayList<>();
        new Doubles(regions).byOperation.forEach((payment, operations) -> {
            Map<String, Long> sums = new LinkedHashMap<>();
            operations.forEach((operation, effects) -> {
                if (effects.size() > 1) {
                    found.add("%s of %s happened %d times: %s".formatted(operation, payment, effects.size(), effects));
                }
                effects.forEach(effect -> sums.merge(effect.type(), effect.amount(), Long::sum));
            });
            long captured = sums.getOrDefault("payment.captured", 0L);
            long made = operations.values().stream()
                    .flatMap(Set::stream)
                    .filter(effect -> effect.type().equals("payment.created"))
                    .mapToLong(Seen::amount)
                    .max()
                    .orElse(0);
            if (captured > made) {
                found.add("%d of %d were captured of %s".formatted(captured, made, payment));
            }
            if (captured > 0 && sums.containsKey("payment.failed")) {
                found.add("%s is captured and failed".formatted(payment));
            }
        });
        return found;
    }
}
