package payments.service.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import payments.contract.FunctionMetric;
import payments.service.observability.Events;
import payments.service.observability.Metrics;
import payments.service.resilience.UnavailableException;

/**
 * Takes a file of payments: checks all of it, then posts its rows, then reports what was not posted.
 *
 * <p>Every step can be repeated. A crash, at any point, leaves the batch {@code processing} with a checkpoint; Lambda's
 * next attempt reads the file again and continues there. Rows behind the checkpoint may reach the queue twice, and have one
 * effect, because each carries its batch and number.
 */
public final class BatchService {
    /** Where the work continues; empty where nothing is left to do. */
    private static final Claim.Cases<OptionalLong> CHECKPOINT = new Claim.Cases<>() {
        @Override
        public OptionalLong granted(long checkpoint) {
            return OptionalLong.of(checkpoint);
        }

        @Override
        public OptionalLong completed() {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong held() {
            throw new BatchHeldException();
        }
    };

    private final FileStore files;
    private final BatchStatuses statuses;
    private final RowPoster poster;
    private final LargeFiles largeFiles;
    private final Continuation continuation;
    private final BatchPlaces places;
    private final BatchLimits limits;
    private final Events events;
    private final Metrics metrics;

    /** Takes the collaborators. */
    public BatchService(
            FileStore files,
            BatchStatuses statuses,
            RowPoster poster,
            LargeFiles largeFiles,
            Continuation continuation,
            BatchPlaces places,
            BatchLimits limits,
            Events events,
            Metrics metrics) {
        this.files = files;
        this.statuses = statuses;
        this.poster = poster;
        this.largeFiles = largeFiles;
        this.continuation = continuation;
        this.places = places;
        this.limits = limits;
        this.events = events;
        this.metrics = metrics;
    }

    /**
     * Processes a file, or continues it.
     *
     * @throws UnavailableException when something did not answer; the same call may be repeated
     * @throws FileGoneException when this version is not there any more
     * @throws BatchHeldException when another run works on the same content
     */
    public void process(BatchFile file, Run run) {
        if (places.isOwn(file)) {
            events.warn("own-object-ignored", Map.of("object_key", file.shownKey()));
            return;
        }
        if (file.hasCardDataInName()) {
            refuseName(file, run);
            return;
        }
        try (Scan scan = Scan.of(file, files, limits)) {
            process(file, run, scan, events.with("batch_id", scan.batchId()));
        } catch (IOException e) {
            throw new UncheckedIOException("the report's temporary file cannot be written", e);
        }
    }

    /** The content is not even read; the same content under a clean name is welcome. */
    private void refuseName(BatchFile file, Run run) {
        String batchId = BatchId.ofPlace(file);
        boolean granted = statuses.claim(batchId, run.owner(), file).match(new Claim.Cases<>() {
            @Override
            public Boolean granted(long checkpoint) {
                return true;
            }

            @Override
            public Boolean completed() {
                return false;
            }

            /** The run that has the batch moves the file. */
            @Override
            public Boolean held() {
                return false;
            }
        });
        if (granted) {
            files.move(file, places.quarantineBucket(), batchId);
            RefusedFileException reason = new RefusedFileException(FileError.CARD_DATA_IN_NAME);
            statuses.fail(batchId, run.owner(), reason, Counts.NONE);
            metrics.count(FunctionMetric.CARD_DATA);
            metrics.count(FunctionMetric.BATCH_FILES_FAILED, reason.error().slug());
            events.with("batch_id", batchId)
                    .error(
                            "batch-failed",
                            reason,
                            Map.of("reason", reason.error().slug()));
        }
    }

    private void process(BatchFile file, Run run, Scan scan, Events log) throws IOException {
        OptionalLong checkpoint =
                statuses.claim(scan.batchId(), run.owner(), file).match(CHECKPOINT);
        if (checkpoint.isPresent()) {
            log.info("batch-started", Map.of("object_key", file.shownKey(), "run", run.number()));
            if (!scan.ignoredColumns().isEmpty()) {
                statuses.ignored(scan.batchId(), run.owner(), scan.ignoredColumns());
                log.warn("columns-ignored", Map.of("columns", scan.ignoredColumns()));
            }
            scan.dueOn().ifPresent(day -> statuses.notDueBefore(scan.batchId(), run.owner(), day));
            if (!post(file, run, scan, checkpoint.getAsLong(), log)) {
                return;
            }
        }
        if (scan.cardData()) {
            files.move(file, places.quarantineBucket(), scan.batchId());
        }
    }

    /** Whether the batch has come to its end in this function. */
    private boolean post(BatchFile file, Run run, Scan scan, long checkpoint, Events log) throws IOException {
        Optional<RefusedFileException> refusal = scan.refusal().or(() -> tooManyRuns(run));
        if (refusal.isPresent()) {
            scan.report().refused(refusal.get());
            putReport(scan);
            statuses.fail(scan.batchId(), run.owner(), refusal.get(), scan.counts());
            failed(scan, refusal.get(), log);
            return true;
        }
        if (scan.counts().rows() > limits.directRows()) {
            handOver(file, run, scan, log);
            return true;
        }
        if (!poster.post(file, scan.batchId(), checkpoint, run)) {
            statuses.release(scan.batchId(), run.owner());
            continuation.resume(file, run.number() + 1);
            log.info("batch-continued", Map.of("run", run.number()));
            return false;
        }
        report(scan);
        statuses.complete(scan.batchId(), run.owner(), scan.counts());
        count(scan);
        log.info("batch-completed", fields(scan.counts()));
        return true;
    }

    private Optional<RefusedFileException> tooManyRuns(Run run) {
        return run.number() > limits.maxRuns()
                ? Optional.of(new RefusedFileException(FileError.TOO_MANY_RUNS))
                : Optional.empty();
    }

    /** The checked rows are written as our own messages, never the upload: the map's CSV reader pads and drops fields. */
    private void handOver(BatchFile file, Run run, Scan scan, Events log) throws IOException {
        String key = places.checkedRows(scan.batchId());
        try (FileStore.Upload upload = files.upload(places.reportBucket(), key)) {
            poster.write(file, scan.batchId(), run, upload);
            upload.finish();
        }
        report(scan);
        String execution = largeFiles.start(scan.batchId(), places.reportBucket(), key);
        statuses.handOver(scan.batchId(), run.owner(), scan.counts(), execution);
        count(scan);
        log.info("batch-handed-over", fields(scan.counts()));
    }

    private void report(Scan scan) throws IOException {
        if (scan.counts().rejected() + scan.counts().duplicates() > 0) {
            putReport(scan);
        }
    }

    private void putReport(Scan scan) throws IOException {
        files.put(
                places.reportBucket(),
                places.report(scan.batchId()),
                scan.report().finished());
    }

    private void failed(Scan scan, RefusedFileException reason, Events log) {
        metrics.count(FunctionMetric.BATCH_FILES_FAILED, reason.error().slug());
        if (scan.cardData()) {
            metrics.count(FunctionMetric.CARD_DATA);
        }
        log.error(
                "batch-failed",
                reason,
                Map.of("reason", reason.error().slug(), "line", reason.line().orElse(0)));
    }

    private void count(Scan scan) {
        metrics.record(
                FunctionMetric.BATCH_ROWS_ACCEPTED, (double) scan.counts().accepted(), Map.of());
        metrics.record(
                FunctionMetric.BATCH_ROWS_REJECTED, (double) scan.counts().rejected(), Map.of());
        if (scan.cardData()) {
            metrics.count(FunctionMetric.CARD_DATA);
        }
    }

    private static Map<String, Long> fields(Counts counts) {
        return Map.of(
                "rows", counts.rows(),
                "accepted", counts.accepted(),
                "duplicates", counts.duplicates(),
                "rejected", counts.rejected());
    }
}
