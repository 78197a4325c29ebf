package payments.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import payments.drill.engine.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The records of a stream on their way to a function. Those of one payment come in order, one after the other; those of others may come at
 * the same time, in as many lanes as the stream has shards and the function has threads.
 */
final class Lanes {
    private static final Duration ON_THE_WAY = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration BEHIND_OTHERS = Duration.ofMillis(200);

    private final Timeline timeline;
    private final Function<Map<String, AttributeValue>, Optional<Boolean>> function;
    private final Consumer<Duration> age;
    private final List<Lane> lanes = new ArrayList<>();
    private final Lane behind;
    private long number;

    /**
     * Nothing is on its way yet.
     *
     * @param function whether it has done a record; empty when there is no function, or it was killed
     * @param age is given how old a record is that comes
     */
    Lanes(
            Timeline timeline,
            int count,
            Function<Map<String, AttributeValue>, Optional<Boolean>> function,
            Consumer<Duration> age) {
        this.timeline = timeline;
        this.function = function;
        this.age = age;
        for (int i = 0; i < count; i++) {
            lanes.add(new Lane());
        }
        this.behind = new Lane();
    }

    private record Entry(long number, Instant written, Map<String, AttributeValue> item) {}

    private final class Lane {
        private final Deque<Entry> entries = new ArrayDeque<>();
        private Instant ready = Timeline.START;

        void add(Entry entry) {
            entries.add(entry);
            if (entries.size() == 1) {
                schedule();
            }
        }

        private void schedule() {
            Entry first = entries.element();
            Instant there = first.written().plus(ON_THE_WAY);
            timeline.at(ready.isAfter(there) ? ready : there, this::run);
        }

        private void run() {
            Entry first = entries.element();
            if (this == behind && waitsFor(first.number())) {
                ready = timeline.instant().plus(BEHIND_OTHERS);
            } else {
                Optional<Boolean> done = function.apply(first.item());
                if (done.isPresent()) {
                    age.accept(Duration.between(first.written(), timeline.instant()));
                }
                ready = timeline.instant();
                if (done.orElse(false)) {
                    entries.remove();
                } else {
                    ready = ready.plus(AGAIN);
                }
            }
            if (!entries.isEmpty()) {
                schedule();
            }
        }
    }

    private boolean waitsFor(long before) {
        return lanes.stream()
                .anyMatch(lane ->
                        !lane.entries.isEmpty() && lane.entries.element().number() < before);
    }

    /** A record of a payment. */
    void add(Map<String, AttributeValue> item, String payment) {
        lanes.get(Math.floorMod(payment.hashCode(), lanes.size())).add(new Entry(number++, timeline.instant(), item));
    }

    /** A record that comes behind all those in front of it. */
    void addBehindAll(Map<String, AttributeValue> item) {
        behind.add(new Entry(number++, timeline.instant(), item));
    }

    /** How many records are on their way. */
    int waiting() {
        return behind.entries.size()
                + lanes.stream().mapToInt(lane -> lane.entries.size()).sum();
    }

    /** The payment of an effect of the log. */
    static String paymentOf(Map<String, AttributeValue> effect) {
        return Items.text(effect, "payment_id");
    }
}
