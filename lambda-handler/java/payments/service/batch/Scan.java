package payments.service.batch;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import payments.service.resilience.UnavailableException;

/**
 * A file read once from start to end, before any of it is posted: its id, its counts, its rejects, and whether it is
 * acceptable at all. A trailer or a quote at the very end decides about the first row.
 *
 * @param batchId SHA-256 of the content; of the place where the content could not be read to its end
 * @param counts rows by outcome
 * @param cardData whether a card number was found anywhere in the file, or a column is named after card data
 * @param ignoredColumns the columns that were not read
 * @param dueOn the first day on which a row is due that is not due yet, if there is one
 * @param refusal why the file is refused, if it is
 * @param report the rejects
 */
record Scan(
        String batchId,
        Counts counts,
        boolean cardData,
        List<String> ignoredColumns,
        Optional<LocalDate> dueOn,
        Optional<RefusedFileException> refusal,
        RejectReport report)
        implements AutoCloseable {
    /** Copies the list. */
    Scan {
        ignoredColumns = List.copyOf(ignoredColumns);
    }

    /** Reads the file. */
    static Scan of(BatchFile file, FileStore files, BatchLimits limits) throws IOException {
        RejectReport report = RejectReport.create();
        try (InputStream raw = files.open(file)) {
            return new Reading(file, files, limits, report).read(raw);
        } catch (IOException e) {
            report.close();
            throw new UnavailableException("the bucket", e);
        } catch (RuntimeException e) {
            report.close();
            throw e;
        }
    }

    static int rememberedIds(BatchLimits limits) {
        return (int) Math.min(limits.directRows(), 1 << 24);
    }

    @Override
    public void close() throws IOException {
        report.close();
    }

    /** Not for concurrent use. */
    private static final class Reading {
        private final BatchFile file;
        private final FileStore files;
        private final BatchLimits limits;
        private final RejectReport report;
        private Counts counts = Counts.NONE;
        private boolean cardData;
        private List<String> ignored = List.of();
        private Optional<LocalDate> dueOn = Optional.empty();

        Reading(BatchFile file, FileStore files, BatchLimits limits, RejectReport report) {
            this.file = file;
            this.files = files;
            this.limits = limits;
            this.report = report;
        }

        Scan read(InputStream raw) throws IOException {
            Content content;
            try {
                content = Content.open(file, raw, limits);
            } catch (RefusedFileException e) {
                searchAnyway();
                return scan(BatchId.ofPlace(file), e);
            }
            Optional<RefusedFileException> refusal = readRows(content);
            try {
                String batchId = BatchId.of(content.digest());
                cardData |= content.holdsCardNumber();
                return new Scan(batchId, counts, cardData, ignored, dueOn, refusal.or(this::tooManyRejects), report);
            } catch (RefusedFileException e) {
                cardData |= content.holdsCardNumber();
                return scan(BatchId.ofPlace(file), e);
            }
        }

        private void searchAnyway() throws IOException {
            try (InputStream raw = files.open(file)) {
                cardData |= Content.holdsCardNumber(raw, limits);
            }
        }

        private Scan scan(String batchId, RefusedFileException refusal) {
            return new Scan(batchId, counts, cardData, ignored, dueOn, Optional.of(refusal), report);
        }

        private Optional<RefusedFileException> readRows(Content content) throws IOException {
            PaymentFile rows = new PaymentFile(content, file.receivedOn(), rememberedIds(limits));
            try {
                for (var row = rows.next(); row.isPresent(); row = rows.next()) {
                    note(row.get());
                }
                return Optional.empty();
            } catch (RefusedFileException e) {
                cardData |= e.error() == FileError.CARD_DATA_COLUMN;
                return Optional.of(e);
            } finally {
                ignored = rows.ignoredColumns();
            }
        }

        private void note(RowOutcome outcome) throws IOException {
            counts = counts.plus(outcome);
            Optional<RowOutcome.Rejected> rejected = outcome.rejected();
            if (rejected.isPresent()) {
                cardData |= rejected.get().isCardData();
                dueOn = Stream.concat(dueOn.stream(), rejected.get().dueOn().stream())
                        .min(Comparator.naturalOrder());
                report.add(rejected.get());
            }
        }

        private Optional<RefusedFileException> tooManyRejects() {
            return counts.exceed(limits.toleratedRejectPercent())
                    ? Optional.of(new RefusedFileException(FileError.TOO_MANY_REJECTS))
                    : Optional.empty();
        }
    }
}
