package payments.service.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import payments.contract.FunctionMetric;
import payments.service.domain.PaymentId;
import payments.service.resilience.Deadline;
import payments.service.resilience.Workers;

/**
 * One sweep of the outbox. It takes a page of every part, brings out what is on them, and goes on with the next pages, so no part
 * and no payment waits for another. What was refused before comes last, and not more often than every five minutes.
 */
final class Sweep {
    /** How long what was refused is left alone: its reason is mended by a person, not by time. */
    static final Duration ASIDE_FOR = Duration.ofMinutes(5);

    private static final int PAGE = 1_000;

    /** Enough that a transaction of the ledger and a call of the topic are shared by many. */
    private static final int EVENTS_OF_A_BATCH = 50;

    private final RelayPorts ports;
    private final Workers workers;
    private final Deadline deadline;
    private final Instant start;
    private int found;
    private int sent;
    private int left;
    private Duration oldest = Duration.ZERO;

    private Sweep(RelayPorts ports, Workers workers, Deadline deadline) {
        this.ports = ports;
        this.workers = workers;
        this.deadline = deadline;
        this.start = ports.clock().instant();
    }

    /** Reads the first page of a part. */
    private interface FirstPage {
        OutboxStore.Pending read(int shard, int limit, Deadline deadline);
    }

    /**
     * Runs it.
     *
     * @param threads how many batches are under way at a time
     */
    static OutboxRelay.Swept run(RelayPorts ports, int threads, Deadline deadline) {
        try (Workers workers = new Workers(threads)) {
            return new Sweep(ports, workers, deadline).run();
        }
    }

    private OutboxRelay.Swept run() {
        try {
            drain(ports.outbox()::pending, OutboxRelay.SWEEP_AGE);
            drain(ports.outbox()::aside, ASIDE_FOR);
        } finally {
            ports.metrics().record(FunctionMetric.OUTBOX_DEPTH, found, Map.of());
            ports.metrics().record(FunctionMetric.OUTBOX_AGE, (double) oldest.toMillis(), Map.of());
        }
        return new OutboxRelay.Swept(sent, left);
    }

    private void drain(FirstPage first, Duration age) {
        List<OutboxStore.Next> next = new ArrayList<>();
        for (int shard = 0; shard < OutboxStore.SHARDS; shard++) {
            int part = shard;
            next.add(time -> first.read(part, PAGE, time));
        }
        boolean answers = true;
        // The first pages are read in any case: they say how much waits, and for how long.
        for (boolean again = true; again; again = answers && !next.isEmpty() && hasTime()) {
            List<PaymentEvent> due = new ArrayList<>();
            List<OutboxStore.Next> behind = new ArrayList<>();
            for (OutboxStore.Pending page : workers.all(next, part -> part.read(deadline))) {
                if (take(page, age, due)) {
                    page.next().ifPresent(behind::add);
                }
            }
            next = behind;
            answers = bringOut(due);
        }
    }

    private boolean hasTime() {
        return deadline.allows(EventBatch.NEEDED_FOR_A_STEP);
    }

    /** Whether there may be more behind the page: behind one that is too young there are only younger ones. */
    private boolean take(OutboxStore.Pending page, Duration age, List<PaymentEvent> due) {
        boolean young = false;
        found += page.events().size() + page.unreadable().size();
        left += page.unreadable().size();
        page.unreadable().forEach(ports::unreadable);
        for (OutboxStore.Waiting waiting : page.events()) {
            Duration waits = Duration.between(waiting.event().occurredAt(), start);
            oldest = waits.compareTo(oldest) > 0 ? waits : oldest;
            young = Duration.between(waiting.since(), start).compareTo(age) < 0;
            if (!young) {
                due.add(waiting.event());
            }
        }
        return !young;
    }

    /** Whether anything answered: where all of a page failed, the next one would too. */
    private boolean bringOut(List<PaymentEvent> due) {
        List<EventBatch.Result> results = workers.all(batches(due), batch -> EventBatch.run(ports, batch, deadline));
        int before = sent;
        boolean interrupted = false;
        for (EventBatch.Result result : results) {
            sent += result.sent();
            left += result.left();
            interrupted |= result.interrupted();
        }
        return !interrupted || sent > before;
    }

    /** All events of a payment are in one batch, so no two threads work on one payment. */
    private static List<List<PaymentEvent>> batches(List<PaymentEvent> due) {
        Map<PaymentId, List<PaymentEvent>> byPayment = new LinkedHashMap<>();
        due.forEach(event -> byPayment
                .computeIfAbsent(event.paymentId(), id -> new ArrayList<>())
                .add(event));
        List<List<PaymentEvent>> batches = new ArrayList<>();
        List<PaymentEvent> batch = new ArrayList<>();
        for (List<PaymentEvent> events : byPayment.values()) {
            batch.addAll(events);
            if (batch.size() >= EVENTS_OF_A_BATCH) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
