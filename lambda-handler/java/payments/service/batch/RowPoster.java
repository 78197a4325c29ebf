package payments.service.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import payments.service.messaging.MessageWriter;
import payments.service.messaging.PaymentMessage.CreatePayment;
import payments.service.messaging.PaymentQueue;
import payments.service.messaging.QueueEntry;
import payments.service.messaging.QueueSender;
import payments.service.resilience.Backoff;
import payments.service.resilience.UnavailableException;

/** Reads an accepted file a second time and gives its accepted rows away: to the queue, or into one file of messages. */
public final class RowPoster {
    /** What must be left to wait for calls under way, write the checkpoint and start the next run. */
    static final Duration RESERVE = Duration.ofSeconds(20);

    private final FileStore files;
    private final BatchStatuses statuses;
    private final PaymentQueue queue;
    private final Executor executor;
    private final int callsInFlight;
    private final Backoff backoff;
    private final String caller;
    private final BatchLimits limits;

    /**
     * Takes the collaborators.
     *
     * @param executor runs calls to the queue, {@code callsInFlight} at a time
     * @param caller whose payments they are
     */
    public RowPoster(
            FileStore files,
            BatchStatuses statuses,
            PaymentQueue queue,
            Executor executor,
            int callsInFlight,
            Backoff backoff,
            String caller,
            BatchLimits limits) {
        this.files = files;
        this.statuses = statuses;
        this.queue = queue;
        this.executor = executor;
        this.callsInFlight = callsInFlight;
        this.backoff = backoff;
        this.caller = caller;
        this.limits = limits;
    }

    /**
     * Sends the accepted rows behind the checkpoint.
     *
     * @return false when time ran out before the end; the checkpoint then says how far it came
     */
    boolean post(BatchFile file, String batchId, long checkpoint, Run run) {
        QueueSender sender = new QueueSender(queue, executor, callsInFlight, backoff, run.deadline());
        long confirmed = checkpoint;
        try (Rows rows = open(file)) {
            for (Optional<RowOutcome> next = rows.next(); next.isPresent(); next = rows.next()) {
                RowOutcome outcome = next.get();
                if (outcome.row() > checkpoint) {
                    outcome.accepted().ifPresent(accepted -> sender.send(entry(batchId, accepted)));
                }
                boolean timeIsOver = !run.deadline().allows(RESERVE);
                if (timeIsOver || outcome.row() - confirmed >= limits.checkpointRows()) {
                    sender.drain();
                    confirmed = Math.max(confirmed, outcome.row());
                    statuses.checkpoint(batchId, run.owner(), confirmed, file.receivedOn());
                }
                if (timeIsOver) {
                    return false;
                }
            }
            sender.drain();
            return true;
        } catch (IOException e) {
            throw new UnavailableException("the bucket", e);
        }
    }

    /** Writes the accepted rows, one message a line. */
    void write(BatchFile file, String batchId, Run run, OutputStream lines) {
        try (Rows rows = open(file)) {
            for (Optional<RowOutcome> next = rows.next(); next.isPresent(); next = rows.next()) {
                if (!run.deadline().allows(RESERVE)) {
                    throw new UnavailableException("too little time is left to write the checked rows");
                }
                Optional<RowOutcome.Accepted> accepted = next.get().accepted();
                if (accepted.isPresent()) {
                    lines.write((body(batchId, accepted.get()) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UnavailableException("the bucket", e);
        }
    }

    private QueueEntry entry(String batchId, RowOutcome.Accepted accepted) {
        return new QueueEntry(Long.toString(accepted.row()), body(batchId, accepted));
    }

    private String body(String batchId, RowOutcome.Accepted accepted) {
        PaymentRow payment = accepted.payment();
        return MessageWriter.write(new CreatePayment(
                batchId, accepted.row(), caller, payment.paymentId(), payment.money(), payment.details()));
    }

    private Rows open(BatchFile file) throws IOException {
        InputStream raw = files.open(file);
        try {
            Content content = Content.open(file, raw, limits);
            return new Rows(content, new PaymentFile(content, file.receivedOn(), Scan.rememberedIds(limits)));
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** The rows and the stream that they come from. */
    private record Rows(Content content, PaymentFile file) implements AutoCloseable {
        Optional<RowOutcome> next() throws IOException {
            return file.next();
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
