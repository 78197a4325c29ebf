package payments.service.batch;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import payments.service.batch.csv.CsvLimits;
import payments.service.batch.csv.CsvReader;
import payments.service.batch.csv.CsvRecord;
import payments.service.batch.csv.UnclosedQuoteException;

/**
 * The rows of a file, one by one, each with its outcome. The same bytes and the same day give the same outcomes, which is
 * why a file can be read again to continue where an earlier run stopped.
 */
final class PaymentFile {
    private final CsvReader csv;
    private final LocalDate today;
    private final RowMemory memory;
    private final ControlTotals totals = new ControlTotals();
    private long rows;
    private Optional<Header> header = Optional.empty();
    private boolean ended;

    /**
     * Reads from the stream, which stays the caller's to close.
     *
     * @param today the UTC day on which the file came
     * @param rememberedIds how many ids are stored to find repetitions
     */
    PaymentFile(InputStream in, LocalDate today, int rememberedIds) {
        this.csv = new CsvReader(in, CsvLimits.DEFAULT);
        this.today = today;
        this.memory = new RowMemory(rememberedIds);
    }

    /**
     * The next row, or empty at the end.
     *
     * @throws RefusedFileException when the file as a whole is wrong; rows read before it mean nothing then
     */
    Optional<RowOutcome> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        if (header.isEmpty()) {
            header = Optional.of(Header.of(record().orElseThrow(() -> new RefusedFileException(FileError.EMPTY))));
        }
        Optional<CsvRecord> record = record();
        if (record.isEmpty() || ControlTotals.isTrailer(record.get())) {
            end(record);
            return Optional.empty();
        }
        return Optional.of(row(header.get(), record.get()));
    }

    /** The columns that are not read; known when the first row is. */
    List<String> ignoredColumns() {
        return header.map(Header::ignored).orElseGet(List::of);
    }

    private RowOutcome row(Header columns, CsvRecord record) {
        rows++;
        totals.add(columns.cell(record, Header.AMOUNT));
        RowOutcome outcome = new RowReader(columns, today).read(record, rows);
        return outcome.accepted()
                .map(RowOutcome.Accepted::payment)
                .flatMap(payment -> memory.repetition(payment)
                        .<RowOutcome>map(reason -> new RowOutcome.Rejected(
                                rows,
                                record.line(),
                                Optional.of(payment.paymentId().value()),
                                reason)))
                .orElse(outcome);
    }

    private void end(Optional<CsvRecord> trailer) throws IOException {
        ended = true;
        if (trailer.isPresent()) {
            totals.require(trailer.get());
            Optional<CsvRecord> more = record();
            if (more.isPresent()) {
                throw new RefusedFileException(
                        FileError.TRAILER_NOT_LAST, more.get().line());
            }
        }
        if (rows == 0) {
            throw new RefusedFileException(FileError.EMPTY);
        }
    }

    private Optional<CsvRecord> record() throws IOException {
        try {
            return csv.next();
        } catch (UnclosedQuoteException e) {
            throw new RefusedFileException(FileError.UNCLOSED_QUOTE, e.line());
        }
    }
}
