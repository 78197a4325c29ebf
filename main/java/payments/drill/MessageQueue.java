package payments.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import payments.drill.RegionFacts.QueueFacts;
import payments.service.messaging.Delivery;
import payments.service.messaging.Postponement;

/** A region's queue of payments, with the dead letters behind it. It is as durable as its region. */
final class MessageQueue implements Postponement {
    private static final Duration TO_THE_FUNCTION = Duration.ofMillis(100);
    private static final int BATCH = 10;

    private final Timeline timeline;
    private final QueueFacts facts;
    private final Function<List<Delivery>, Optional<Set<String>>> function;
    private final Map<String, Message> messages = new HashMap<>();
    private final List<Message> order = new ArrayList<>();
    private int deadLetters;
    private int sent;

    private static final class Message {
        private final String id;
        private final String body;
        private final Instant sent;
        private Instant visible;
        private int receives;

        Message(String id, Instant sent, String body) {
            this.id = id;
            this.body = body;
            this.sent = sent;
            this.visible = sent;
        }
    }

    /**
     * An empty queue.
     *
     * @param function gives the ids of messages that are not done; empty where there is none, or it was killed
     */
    MessageQueue(Timeline timeline, QueueFacts facts, Function<List<Delivery>, Optional<Set<String>>> function) {
        this.timeline = timeline;
        this.facts = facts;
        this.function = function;
    }

    void send(String body) {
        sent++;
        Message message = new Message("message-" + sent, timeline.instant(), body);
        messages.put(message.id, message);
        order.add(message);
        timeline.in(TO_THE_FUNCTION, this::deliver);
    }

    private void deliver() {
        Instant now = timeline.instant();
        List<Message> taken = order.stream()
                .filter(message -> !message.visible.isAfter(now))
                .limit(BATCH)
                .toList();
        if (taken.isEmpty()) {
            return;
        }
        taken.forEach(message -> {
            message.receives++;
            message.visible = now.plus(facts.visibility());
        });
        Optional<Set<String>> failed = function.apply(taken.stream()
                .map(message -> new Delivery(message.id, message.body, message.id, message.receives))
                .toList());
        for (Message message : taken) {
            if (failed.isPresent() && !failed.get().contains(message.id)) {
                remove(message);
            } else if (message.receives >= facts.receives()) {
                deadLetters++;
                remove(message);
            } else {
                timeline.at(message.visible, this::deliver);
            }
        }
    }

    private void remove(Message message) {
        messages.remove(message.id);
        order.remove(message);
    }

    /** While its region is away nothing is received: what was, is visible again when the region is back. */
    void wake() {
        for (Message message : order) {
            timeline.at(message.visible, this::deliver);
        }
    }

    @Override
    public void postpone(Delivery delivery, Duration delay) {
        Message message = messages.get(delivery.receipt());
        if (message != null) {
            message.visible = timeline.instant().plus(delay);
        }
    }

    int waiting() {
        return order.size();
    }

    int deadLetters() {
        return deadLetters;
    }

    Duration oldest() {
        return order.stream()
                .map(message -> Duration.between(message.sent, timeline.instant()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
