package payments.service.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import payments.service.messaging.PaymentQueue;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.LocalDynamoDb;

/** A batch service with buckets and queue in memory and status records in the real engine. Calls run one after another. */
final class BatchBench {
    static final String HEADER = "payment_id,amount,currency\n";
    static final BatchPlaces PLACES = new BatchPlaces("anonymous", "reports", "batch-reports/", "quarantine");
    static final BatchLimits LIMITS = new BatchLimits(1 << 20, 100, 1000, 50, 20, 4);

    final MemoryFiles files = new MemoryFiles();
    final MemoryQueue queue = new MemoryQueue();
    final TestClock clock = new TestClock();
    final Journal journal = new Journal();
    final StatusTable table;
    final List<LambdaContinuation.Order> continued = new ArrayList<>();
    final List<String> executions = new ArrayList<>();

    BatchBench(LocalDynamoDb dynamoDb) {
        this.table = new StatusTable(dynamoDb);
    }

    /** Rows p-1, p-2 and so on. */
    static String rows(int count) {
        StringBuilder file = new StringBuilder(HEADER);
        for (int row = 1; row <= count; row++) {
            file.append("p-").append(row).append(",1.00,USD\n");
        }
        return file.toString();
    }

    static Run run(String owner) {
        return new Run(owner, 1, Deadline.in(Duration.ofMinutes(5)));
    }

    /** A deadline that is over after so many looks at it. */
    static Deadline overAfter(int looks) {
        AtomicInteger count = new AtomicInteger();
        return () -> count.incrementAndGet() > looks ? Duration.ofSeconds(1) : Duration.ofMinutes(5);
    }

    BatchService service() {
        return service(LIMITS, Crash.Plan.none());
    }

    BatchService service(BatchLimits limits, Crash.Plan plan) {
        return service(limits, plan, plan.wrap(PaymentQueue.class, queue), plan.wrap(FileStore.class, files));
    }

    BatchService service(BatchLimits limits, Crash.Plan plan, PaymentQueue to, FileStore from) {
        BatchStatuses statuses = plan.wrap(BatchStatuses.class, table.statuses(clock));
        RowPoster poster = new RowPoster(
                from, statuses, to, Runnable::run, 2, new Backoff(duration -> {}, () -> 0.5), PLACES.caller(), limits);
        return new BatchService(
                from,
                statuses,
                poster,
                plan.wrap(LargeFiles.class, (batchId, bucket, key) -> {
                    executions.add(bucket + "/" + key);
                    return batchId;
                }),
                plan.wrap(Continuation.class, (file, run) -> continued.add(new LambdaContinuation.Order(file, run))),
                PLACES,
                limits,
                journal,
                journal);
    }
}
