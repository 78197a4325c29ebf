package payments.service.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.service.messaging.PaymentQueue;
import payments.service.messaging.QueueEntry;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;

/** The program that {@link MillionRowsIT} runs: a file made on the fly, a queue that only counts. */
public final class MillionRows {
    private MillionRows() {}

    /**
     * Prints the counts and the time.
     *
     * @param arguments number of rows
     */
    public static void main(String[] arguments) {
        int rows = Integer.parseInt(arguments[0]);
        CountingQueue queue = new CountingQueue(rows);
        Remembered statuses = new Remembered();
        BatchLimits limits = BatchLimits.DEFAULT;
        FileStore files = new MadeUpFile(rows);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        long start = System.nanoTime();
        BatchService service = new BatchService(
                files,
                statuses,
                new RowPoster(files, statuses, queue, pool, 4, new Backoff(), "anonymous", limits),
                (batchId, bucket, key) -> batchId,
                (file, run) -> {},
                BatchBench.PLACES,
                limits,
                new Journal(),
                new Journal());
        service.process(
                new BatchFile("uploads", "million.csv", Optional.of("1"), "etag", MemoryFiles.DAY),
                new Run("r1", 1, Deadline.in(Duration.ofMinutes(15))));
        pool.shutdown();
        System.out.printf(
                "rows=%d accepted=%d sent=%d distinct=%d seconds=%d%n",
                statuses.counts.rows(),
                statuses.counts.accepted(),
                queue.sent.get(),
                queue.distinct(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }

    /** Counts messages, and marks the row of each. */
    private static final class CountingQueue implements PaymentQueue {
        private static final Pattern ROW = Pattern.compile("\"row\":(\\d+)");
        private final AtomicLong sent = new AtomicLong();
        private final BitSet seen;

        CountingQueue(int rows) {
            this.seen = new BitSet(rows + 1);
        }

        @Override
        public Set<String> send(List<QueueEntry> entries) {
            for (QueueEntry entry : entries) {
                Matcher row = ROW.matcher(entry.body());
                if (!row.find()) {
                    throw new IllegalStateException("a message without a row");
                }
                synchronized (seen) {
                    seen.set(Integer.parseInt(row.group(1)));
                }
                sent.incrementAndGet();
            }
            return Set.of();
        }

        int distinct() {
            synchronized (seen) {
                return seen.cardinality();
            }
        }
    }

    /** About 150 bytes a row; row 500,000 is bad. */
    private static final class MadeUpFile implements FileStore {
        private final int rows;

        MadeUpFile(int rows) {
            this.rows = rows;
        }

        @Override
        public InputStream open(BatchFile file) {
            return new InputStream() {
                private byte[] block = "payment_id,amount,currency,merchant_id,reference,description\n"
                        .getBytes(StandardCharsets.UTF_8);
                private int at;
                private int row;

                @Override
                public int read() {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0];
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    if (at == block.length && !more()) {
                        return -1;
                    }
                    int count = Math.min(length, block.length - at);
                    System.arraycopy(block, at, into, offset, count);
                    at += count;
                    return count;
                }

                private boolean more() {
                    if (row == rows) {
                        return false;
                    }
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < 500 && row < rows; i++) {
                        row++;
                        text.append("order-").append(row).append(row == 500_000 ? ",bad" : ",12.34");
                        text.append(",EUR,merchant-").append(row % 1000);
                        text.append(",invoice ").append(row);
                        text.append(
                                ",\"Thank you for your order, which we shall deliver to you within the next ten days\"\n");
                    }
                    block = text.toString().getBytes(StandardCharsets.UTF_8);
                    at = 0;
                    return true;
                }
            };
        }

        @Override
        public void put(String bucket, String key, Path content) {
            // The report of one row; its content is another test's.
        }

        @Override
        public Upload upload(String bucket, String key) throws IOException {
            throw new IOException("no file is large here");
        }

        @Override
        public void move(BatchFile file, String bucket, String key) {
            throw new IllegalStateException("no card data is in this file");
        }
    }

    /** A status record in memory. */
    private static final class Remembered implements BatchStatuses {
        private Counts counts = Counts.NONE;

        @Override
        public Claim claim(String batchId, String owner, BatchFile file) {
            return new Claim.Granted(0);
        }

        @Override
        public void checkpoint(String batchId, String owner, long row, LocalDate judgedOn) {
            // Nobody resumes here.
        }

        @Override
        public void release(String batchId, String owner) {
            throw new IllegalStateException("there is time enough");
        }

        @Override
        public void ignored(String batchId, String owner, List<String> columns) {
            throw new UnsupportedOperationException("every column is known");
        }

        @Override
        public void notDueBefore(String batchId, String owner, LocalDate day) {
            throw new UnsupportedOperationException("every row is due");
        }

        @Override
        public void complete(String batchId, String owner, Counts all) {
            counts = all;
        }

        @Override
        public void fail(String batchId, String owner, RefusedFileException reason, Counts all) {
            throw new IllegalStateException(reason);
        }

        @Override
        public void handOver(String batchId, String owner, Counts all, String execution) {
            throw new IllegalStateException("no file is large here");
        }
    }
}
