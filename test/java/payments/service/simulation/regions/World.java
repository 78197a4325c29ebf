package payments.service.simulation.regions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import payments.drill.engine.Crash;
import payments.drill.engine.Items;
import payments.drill.engine.MemoryDynamoDb;
import payments.drill.engine.MemoryDynamoDb.ItemChange;
import payments.drill.evidence.LogWatch;
import payments.drill.evidence.Topic;
import payments.service.MovableClock;
import payments.service.resilience.Deadline;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two regions, the log between them, the clock, and what was seen. */
final class World {
    static final String FIRST = "eu-west-1";
    static final String SECOND = "eu-central-1";
    static final String LOG = "effects";

    private static final Duration FUNCTION_TIME = Duration.ofSeconds(30);
    private static final Duration LIFE_OF_A_STREAM = Duration.ofHours(24);
    private static final Duration SKEW = Duration.ofMinutes(-4);
    private static final int[] FAULTS_PER_MILLE = {0, 20, 60, 150};
    private static final int DEEPEST_INTERLUDE = 2;

    final Random random;
    final int faultsPerMille;
    final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    final MemoryDynamoDb log = new MemoryDynamoDb(clock, this::logged);

    final LogWatch watch = new LogWatch(clock);

    /** What the topics of all regions say, in the order in which it is said. */
    final Topic topic = new Topic(this::isCalm, () -> owner().name());

    private final List<Written> stream = new ArrayList<>();

    private final List<String> history = new ArrayList<>();
    private final Map<String, Region> regions = new LinkedHashMap<>();
    private final Deque<Instant> ends = new ArrayDeque<>();
    private final Deque<Supplier<?>> onTheirWay = new ArrayDeque<>();
    private final Runnable interlude;
    private boolean calm;

    /**
     * An item of the log as a write left it.
     *
     * @param at when it was written
     * @param item the item
     */
    record Written(Instant at, Map<String, AttributeValue> item) {}

    /**
     * Draws how bad it gets.
     *
     * @param interlude what others do meanwhile
     */
    World(Random random, Variant variant, Runnable interlude) {
        this.random = random;
        this.faultsPerMille = FAULTS_PER_MILLE[random.nextInt(FAULTS_PER_MILLE.length)];
        this.interlude = interlude;
        regions.put(FIRST, new Region(this, FIRST, variant, clock));
        regions.put(SECOND, new Region(this, SECOND, variant, Clock.offset(clock, SKEW)));
    }

    List<Region> regions() {
        return List.copyOf(regions.values());
    }

    Region region(String name) {
        return Objects.requireNonNull(regions.get(name), name);
    }

    Region any() {
        return regions().get(random.nextInt(regions.size()));
    }

    Region other(Region region) {
        return region(region.name().equals(FIRST) ? SECOND : FIRST);
    }

    /** The region that owns by the log; the first where no one does. */
    Region owner() {
        return log.items(LOG).values().stream()
                .filter(item -> Items.text(item, "kind").equals("owner"))
                .map(item -> region(Items.text(item, "owner_region")))
                .findFirst()
                .orElseGet(() -> region(FIRST));
    }

    /** How many writes the stream of the log has seen. */
    int streamLength() {
        return stream.size();
    }

    /** A write of the log, unless the stream has lost it by its age. */
    Optional<Map<String, AttributeValue>> written(int number) {
        Written written = stream.get(number);
        boolean there = Duration.between(written.at(), clock.instant()).compareTo(LIFE_OF_A_STREAM) <= 0;
        return there ? Optional.of(written.item()) : Optional.empty();
    }

    /** Nothing goes wrong, so far. */
    void calm(boolean now) {
        calm = now;
    }

    /** Runs a function of a region; empty when it was killed, or is in a region that is dead. */
    <T> Optional<T> invoke(Region region, Function<Deadline, T> function) {
        if (region.isDead()) {
            return Optional.empty();
        }
        Instant end = clock.instant().plus(FUNCTION_TIME);
        ends.push(end);
        try {
            return Optional.of(function.apply(() -> Duration.between(clock.instant(), end)));
        } catch (Crash e) {
            return Optional.empty();
        } finally {
            ends.pop();
        }
    }

    void interlude() {
        if (ends.size() <= DEEPEST_INTERLUDE) {
            interlude.run();
        }
    }

    boolean timeIsOver() {
        return !ends.isEmpty() && clock.instant().isAfter(ends.peek());
    }

    void pass(Duration time) {
        clock.move(time);
    }

    /** From now on nothing goes wrong: who was dead comes back, what was on its way arrives. */
    void heal() {
        note("the storm is over");
        regions().forEach(region -> {
            region.comeBack();
            region.join();
        });
        while (!onTheirWay.isEmpty()) {
            arriveUnheard(onTheirWay.remove());
        }
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    void later(Supplier<?> call) {
        onTheirWay.add(call);
    }

    void arriveSometimes() {
        if (!onTheirWay.isEmpty() && random.nextInt(3) == 0) {
            arriveUnheard(onTheirWay.remove());
        }
    }

    void arriveUnheard(Supplier<?> call) {
        try {
            Object unused = call.get();
        } catch (RuntimeException e) {
            note("  refused unheard: %s".formatted(e.getClass().getSimpleName()));
        }
    }

    /** Writes into the history that a failing seed prints. */
    void note(String text) {
        history.add(clock.instant() + " " + "  ".repeat(ends.size()) + text);
    }

    String history() {
        return String.join(System.lineSeparator(), history);
    }

    private void logged(List<ItemChange> changes) {
        for (ItemChange change : changes) {
            watch.check(change);
            stream.add(new Written(clock.instant(), change.after()));
        }
    }
}
