package payments.service.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import payments.drill.engine.MemoryDynamoDb.ItemChange;
import payments.drill.evidence.Violation;
import payments.service.domain.PaymentStatus;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Looks at every commit of the table as it happens: what must never be overwritten, what must never go back, who may write.
 * A violation is found at the write that made it, not at the end.
 */
final class CommitWatch implements Consumer<List<ItemChange>> {
    private static final Duration RETENTION = Duration.ofHours(24);
    private static final Duration DUPLICATE_WINDOW = Duration.ofSeconds(5);

    private final Clock clock;
    private final Map<String, Instant> keysTakenAt = new HashMap<>();
    private final Map<String, Instant> lastAlike = new HashMap<>();
    private final List<Map<String, AttributeValue>> stream = new ArrayList<>();
    private String owner = World.HOME;

    CommitWatch(Clock clock) {
        this.clock = clock;
    }

    /** Every new event, in the order of the commits. */
    List<Map<String, AttributeValue>> stream() {
        return stream;
    }

    String ownerRegion() {
        return owner;
    }

    @Override
    public void accept(List<ItemChange> changes) {
        for (ItemChange change : changes) {
            if (change.table().equals(World.TABLE.name())) {
                check(change);
            }
        }
    }

    private void check(ItemChange change) {
        switch (text(change.after(), "kind")) {
            case "fence" -> owner = text(change.after(), "owner_region");
            case "audit", "operation" -> requireNew(change);
            case "event" -> event(change);
            case "idempotency" -> key(change);
            case "payment" -> payment(change);
            default -> {
                // The attribute "sighting" moves.
            }
        }
    }

    private static void requireNew(ItemChange change) {
        if (!change.before().isEmpty()) {
            throw new Violation(
                    "I4", "%s is written over: %s by %s".formatted(change.key(), change.before(), change.after()));
        }
    }

    private void event(ItemChange change) {
        if (change.after().containsKey("outbox_shard")) {
            requireNew(change);
            String region = text(change.after(), "region");
            if (!region.equals(owner)) {
                throw new Violation(
                        "I2 (H03)", "%s wrote %s while %s owns the fence".formatted(region, change.key(), owner));
            }
            stream.add(change.after());
        } else if (!change.before().containsKey("outbox_shard")) {
            throw new Violation("I3 (D16)", "%s is marked as sent twice".formatted(change.key()));
        }
    }

    private void key(ItemChange change) {
        Instant taken = keysTakenAt.put(change.key(), clock.instant());
        if (taken != null && clock.instant().isBefore(taken.plus(RETENTION))) {
            throw new Violation(
                    "I2", "%s made %s and then %s".formatted(change.key(), change.before(), change.after()));
        }
    }

    private void payment(ItemChange change) {
        if (change.before().isEmpty()) {
            created(change);
            return;
        }
        Map<String, AttributeValue> before = change.before();
        Map<String, AttributeValue> after = change.after();
        boolean sameOrder = text(before, "fingerprint").equals(text(after, "fingerprint"))
                && text(before, "created_at").equals(text(after, "created_at"));
        boolean onward = number(after, "version") == number(before, "version") + 1
                && number(after, "captured") >= number(before, "captured")
                && number(after, "refunded") >= number(before, "refunded")
                && mayFollow(status(before), status(after));
        if (!sameOrder || !onward) {
            throw new Violation("I6", "%s went from %s to %s".formatted(change.key(), before, after));
        }
    }

    private static boolean mayFollow(PaymentStatus before, PaymentStatus after) {
        return switch (before) {
            case PENDING -> after == PaymentStatus.AUTHORISED || after == PaymentStatus.FAILED;
            case AUTHORISED -> after == PaymentStatus.CAPTURED || after == PaymentStatus.FAILED;
            case CAPTURED -> after == PaymentStatus.CAPTURED || after == PaymentStatus.REFUNDED;
            case REFUNDED, FAILED -> false;
        };
    }

    private void created(ItemChange change) {
        Map<String, AttributeValue> payment = change.after();
        if (!payment.containsKey("reference")) {
            return;
        }
        String like = "%s %s %s %s"
                .formatted(
                        text(payment, "caller"),
                        number(payment, "amount"),
                        text(payment, "currency"),
                        text(payment, "reference"));
        Instant at = Instant.parse(text(payment, "created_at"));
        Instant before = lastAlike.put(like, at);
        boolean alike = before != null && Duration.between(before, at).abs().compareTo(DUPLICATE_WINDOW) <= 0;
        if (alike && !attribute(payment, "possible_duplicate").bool()) {
            throw new Violation("B19", "%s is not flagged although its like was made at %s".formatted(payment, before));
        }
    }

    private static PaymentStatus status(Map<String, AttributeValue> payment) {
        return PaymentStatus.of(text(payment, "status"));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return attribute(item, name).s();
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(attribute(item, name).n());
    }
}
