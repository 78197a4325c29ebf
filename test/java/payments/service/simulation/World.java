package payments.service.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import payments.drill.engine.Crash;
import payments.drill.engine.MemoryDynamoDb;
import payments.service.MovableClock;
import payments.service.batch.BatchFile;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.PaymentTable;

/** All that lasts while functions come and go: the clock, the table, queue, topic, ledger, uploads, and what was seen. */
final class World {
    static final String HOME = "eu-west-1";
    static final List<String> REGIONS = List.of(HOME, "eu-central-1");
    static final PaymentTable TABLE = new PaymentTable("payments", "payment_id", Optional.empty());
    static final String STATUS_TABLE = "status";

    /** Within what idempotency records allow for: payments.service.idempotency.IdempotencyRecord.CLOCK_SKEW. */
    private static final Duration SKEW_OF_THE_OTHER_REGION = Duration.ofMinutes(-4);

    /** A run on a file that is due. */
    record FileRun(BatchFile file, String owner, int number) {}

    final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    final List<String> history = new ArrayList<>();
    final CommitWatch watch = new CommitWatch(clock);
    final LogWatch log = new LogWatch();
    final MemoryDynamoDb engine = new MemoryDynamoDb(clock, watch);
    final MemoryTopic topic = new MemoryTopic();
    final MemoryQueue queue = new MemoryQueue();
    final List<FileRun> dueRuns = new ArrayList<>();
    final MemoryLedger ledger;
    final MemoryFiles files;
    private final Map<String, Functions> functions = new LinkedHashMap<>();
    private final Deque<Instant> ends = new ArrayDeque<>();
    private final FaultInjector line = new FaultInjector() {
        @Override
        public <T> T around(Port port, String call, Supplier<T> effect) {
            return faults.around(port, call, effect);
        }
    };
    private FaultInjector faults = FaultInjector.NONE;
    private final Set<String> refused = new HashSet<>();
    private int owners;

    World(Variant variant) {
        this.ledger = new MemoryLedger(variant.ledgerPostsAnEventOnce());
        this.files = new MemoryFiles(line);
        Backoff backoff = new Backoff(this::pass, () -> 0.5);
        for (String region : REGIONS) {
            Clock regional = region.equals(HOME) ? clock : Clock.offset(clock, SKEW_OF_THE_OTHER_REGION);
            functions.put(region, new Functions(this, region, regional, backoff, line, variant));
        }
    }

    /** From now on these faults stand before every port. */
    void use(FaultInjector other) {
        faults = other;
    }

    Functions in(String region) {
        return Objects.requireNonNull(functions.get(region), region);
    }

    /** Writes into the history that a failing seed prints. */
    void note(String text) {
        history.add(clock.instant() + " " + "  ".repeat(ends.size()) + text);
    }

    void pass(Duration time) {
        clock.move(time);
    }

    /** Runs a function; empty when it was killed. */
    <T> Optional<T> invoke(Duration limit, Function<Deadline, T> function) {
        Instant end = clock.instant().plus(limit);
        ends.push(end);
        try {
            return Optional.of(function.apply(() -> Duration.between(clock.instant(), end)));
        } catch (Crash e) {
            return Optional.empty();
        } finally {
            ends.pop();
        }
    }

    /** Whether the function that runs now has used up its time. */
    boolean timeIsOver() {
        return !ends.isEmpty() && clock.instant().isAfter(ends.peek());
    }

    /** How many functions have begun and not ended. */
    int depth() {
        return ends.size();
    }

    /** A file has come: S3 reports it. */
    void due(BatchFile file, int number) {
        owners++;
        dueRuns.add(new FileRun(file, "run-" + owners, number));
    }

    /** Whether the queue refuses a message: once. */
    boolean refuse(String body) {
        return refused.add(body);
    }

    /** Where everything stands, without what differs from run to run: times and names of writes. */
    String state() {
        StringBuilder state = new StringBuilder("owner " + ownerRegion());
        engine.items(TABLE.name()).forEach((key, item) -> {
            if (CommitWatch.text(item, "kind").equals("payment")) {
                state.append("; %s %s captured %d refunded %d version %d"
                        .formatted(
                                key,
                                CommitWatch.text(item, "status"),
                                CommitWatch.number(item, "captured"),
                                CommitWatch.number(item, "refunded"),
                                CommitWatch.number(item, "version")));
            }
        });
        engine.items(STATUS_TABLE)
                .forEach((key, item) -> state.append(
                        "; %s %s %s".formatted(key, CommitWatch.text(item, "status"), item.get("accepted"))));
        return state.toString();
    }

    String ownerRegion() {
        return watch.ownerRegion();
    }
}
