package payments.service.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import payments.drill.evidence.Violation;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Transition;
import payments.service.ledger.EntryType;
import payments.service.messaging.PaymentMessage.ApplyTransition;
import payments.service.messaging.PaymentMessage.CreatePayment;
import payments.service.outbox.PaymentEvent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must be true when everything has come to rest: the invariants I1 to I4 and I7 of threats.md. */
final class Judgement {
    private final World world;
    private final Map<String, Map<String, AttributeValue>> items;
    private final List<String> payments = new ArrayList<>();

    Judgement(World world) {
        this.world = world;
        this.items = world.engine.items(World.TABLE.name());
        items.forEach((key, item) -> {
            if (CommitWatch.text(item, "kind").equals("payment")) {
                payments.add(key);
            }
        });
    }

    /** Throws the first violation. */
    void pass() {
        world.ledger.differences().forEach((currency, difference) -> {
            if (difference != 0) {
                throw new Violation("I1", "%s is off by %d".formatted(currency, difference));
            }
        });
        Map<String, Map<Long, PaymentEvent>> published = published();
        payments.forEach(id -> judge(id, published.getOrDefault(id, Map.of())));
        world.queue.deleted().forEach(this::judgeDeleted);
        world.queue.waiting().forEach(this::judgeWaiting);
        world.engine.items(World.STATUS_TABLE).forEach(this::judgeBatch);
        if (world.log.published() > world.topic.facts().size()) {
            throw new Violation(
                    "I2 (D16)",
                    "the metric counts %d events published, there are %d"
                            .formatted(
                                    world.log.published(), world.topic.facts().size()));
        }
        boolean cardWasPublished = world.topic.events().toString().contains(LogWatch.CARD)
                || items.toString().contains(LogWatch.CARD);
        if (cardWasPublished) {
            throw new Violation("I7", "a card number was stored or published");
        }
    }

    private Map<String, Map<Long, PaymentEvent>> published() {
        Map<String, Map<Long, PaymentEvent>> published = new HashMap<>();
        for (PaymentEvent event : world.topic.facts()) {
            PaymentEvent other = published
                    .computeIfAbsent(event.paymentId().value(), id -> new HashMap<>())
                    .put(event.sequence(), event);
            if (other != null) {
                throw new Violation("I2", "one fact under two ids: %s and %s".formatted(other, event));
            }
        }
        return published;
    }

    private void judge(String id, Map<Long, PaymentEvent> published) {
        Map<String, AttributeValue> payment = item(id);
        long version = CommitWatch.number(payment, "version");
        long captured = 0;
        long refunded = 0;
        for (long sequence = 1; sequence <= version; sequence++) {
            PaymentEvent event = published.get(sequence);
            if (event == null || !items.containsKey("audit#" + id + "#" + sequence)) {
                throw new Violation(
                        "I3",
                        "%s has no event or audit record %d; published is %s".formatted(payment, sequence, published));
            }
            captured +=
                    event.type() == PaymentEvent.Type.CAPTURED ? event.money().minorUnits() : 0;
            refunded +=
                    event.type() == PaymentEvent.Type.REFUNDED ? event.money().minorUnits() : 0;
        }
        long operations = items.keySet().stream()
                .filter(key -> key.startsWith("operation#" + id + "#"))
                .count();
        if (published.size() != version || operations != version - 1) {
            throw new Violation(
                    "I2", "%s has %d events and %d operations".formatted(payment, published.size(), operations));
        }
        boolean agree = captured == CommitWatch.number(payment, "captured")
                && refunded == CommitWatch.number(payment, "refunded")
                && captured == world.ledger.posted(id, EntryType.CAPTURE)
                && refunded == world.ledger.posted(id, EntryType.REFUND)
                && captured <= CommitWatch.number(payment, "amount")
                && refunded <= captured;
        if (!agree) {
            throw new Violation(
                    "I1",
                    "%s: events say captured %d and refunded %d, the ledger %d and %d"
                            .formatted(
                                    payment,
                                    captured,
                                    refunded,
                                    world.ledger.posted(id, EntryType.CAPTURE),
                                    world.ledger.posted(id, EntryType.REFUND)));
        }
        judgeAuthorisation(payment, published);
    }

    private void judgeAuthorisation(Map<String, AttributeValue> payment, Map<Long, PaymentEvent> published) {
        String id = CommitWatch.text(payment, "payment_id");
        long authorised = published.values().stream()
                .filter(event -> event.type() == PaymentEvent.Type.AUTHORISED)
                .mapToLong(event -> event.money().minorUnits())
                .sum();
        if (world.ledger.posted(id, EntryType.AUTHORISATION) != authorised) {
            throw new Violation(
                    "I1", "%s is authorised for %d, the ledger says otherwise".formatted(payment, authorised));
        }
    }

    /** A message that is gone has had its effect, or the reason why not is on record. */
    private void judgeDeleted(MemoryQueue.Message message) {
        boolean rejected = world.engine
                .items(World.STATUS_TABLE)
                .containsKey(message.order().effectId());
        boolean settled = message.order() instanceof CreatePayment create
                ? items.containsKey(create.paymentId().value()) && (rejected || hasContentOf(create))
                : isPast((ApplyTransition) message.order());
        if (!rejected && !settled) {
            throw new Violation("I3", "%s is gone without effect or reason".formatted(message));
        }
    }

    private boolean hasContentOf(CreatePayment create) {
        Map<String, AttributeValue> payment = item(create.paymentId().value());
        return CommitWatch.number(payment, "amount") == create.money().minorUnits();
    }

    private boolean isPast(ApplyTransition apply) {
        String id = apply.paymentId().value();
        if (items.containsKey("operation#" + id + "#" + apply.operationId())) {
            return true;
        }
        PaymentStatus status = PaymentStatus.of(CommitWatch.text(item(id), "status"));
        return switch (apply.transition()) {
            case AUTHORISE -> status != PaymentStatus.PENDING;
            case CAPTURE, REFUND, FAIL -> status != PaymentStatus.PENDING && status != PaymentStatus.AUTHORISED;
        };
    }

    /** What still waits at the end waits for a step that nobody ordered. */
    private void judgeWaiting(MemoryQueue.Message message) {
        boolean tooEarly = message.order() instanceof ApplyTransition apply
                && (apply.transition() == Transition.CAPTURE || apply.transition() == Transition.REFUND)
                && !isPast(apply);
        if (!tooEarly) {
            throw new Violation("I3", "%s waits for ever".formatted(message));
        }
    }

    private void judgeBatch(String key, Map<String, AttributeValue> record) {
        if (key.contains("#")) {
            return;
        }
        Set<Long> rows = new HashSet<>();
        List<MemoryQueue.Message> messages = new ArrayList<>(world.queue.deleted());
        messages.addAll(world.queue.waiting());
        for (MemoryQueue.Message message : messages) {
            if (message.order() instanceof CreatePayment create
                    && create.batchId().equals(key)) {
                rows.add(create.row());
            }
        }
        String status = CommitWatch.text(record, "status");
        boolean ended = status.equals("failed") ? rows.isEmpty() : status.equals("completed");
        if (!ended || CommitWatch.number(record, "accepted") != rows.size()) {
            throw new Violation("I3", "rows %s of %s were queued".formatted(rows, record));
        }
    }

    private Map<String, AttributeValue> item(String id) {
        Map<String, AttributeValue> item = items.get(id);
        if (item == null) {
            throw new Violation("I3", "there is no payment %s".formatted(id));
        }
        return item;
    }
}
