package payments.service.batch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.service.batch.csv.CsvLimits;
import payments.service.batch.csv.CsvReader;
import payments.service.batch.csv.CsvRecord;
import payments.service.batch.csv.UnclosedQuoteException;

/**
 * The rows of a file, one by one, each with its outcome. The same bytes and the same day give the same outcomes, which is
 * why a file can be read again to continue where an earlier run stopped.
 */
final class PaymentFile {
    private final BufferedInputStream in;
    private final LocalDate today;
    private final RowMemory memory;
    private final ControlTotals totals = new ControlTotals();
    private long rows;
    private @Nullable CsvReader csv;
    private @Nullable Header header;
    private Optional<CsvRecord> following = Optional.empty();
    private boolean ended;

    /**
     * Reads from the stream, which stays the caller's to close.
     *
     * @param today the UTC day on which the file came
     * @param rememberedIds how many ids are stored to find repetitions
     */
    PaymentFile(InputStream in, LocalDate today, int rememberedIds) {
        this.in = new BufferedInputStream(in);
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
        Header columns = header();
        Optional<CsvRecord> record = following;
        following = record.isPresent() && !ControlTotals.isTrailer(record.get()) ? record() : Optional.empty();
        if (record.isEmpty() || ControlTotals.isTrailer(record.get())) {
            end(record);
            return Optional.empty();
        }
        if (ControlTotals.isTotal(record.get(), columns)
                || (following.isEmpty() && totals.isUnnamed(record.get(), columns))) {
            requireRows();
            endWithTotals(record.get(), columns);
            return Optional.empty();
        }
        return Optional.of(row(columns, record.get()));
    }

    /** The columns that are not read; known when the first row is. */
    List<String> ignoredColumns() {
        return header == null ? List.of() : header.ignored();
    }

    private Header header() throws IOException {
        Header known = header;
        if (known == null) {
            Separator separator = Separator.of(in);
            csv = new CsvReader(in, CsvLimits.DEFAULT, separator.character());
            if (separator.declared()) {
                Optional<CsvRecord> unused = record();
            }
            known = Header.of(record().orElseThrow(() -> new RefusedFileException(FileError.EMPTY)), separator);
            header = known;
            following = record();
        }
        return known;
    }

    private RowOutcome row(Header columns, CsvRecord record) {
        boolean mayBeTotal = following.isEmpty() && totals.isSum(record, columns);
        rows++;
        if (mayBeTotal) {
            return new RowOutcome.Rejected(
                    rows, record.line(), columns.cell(record, Header.PAYMENT_ID), RowOutcome.POSSIBLE_TOTAL);
        }
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

    /** Behind a line of totals only another one or the trailer may stand. */
    private void endWithTotals(CsvRecord total, Header columns) throws IOException {
        Optional<CsvRecord> more = following;
        while (more.isPresent() && !ControlTotals.isTrailer(more.get()) && ControlTotals.isTotal(more.get(), columns)) {
            totals.requireTotal(total, columns);
            total = more.get();
            more = record();
        }
        boolean trailed = more.filter(ControlTotals::isTrailer).isPresent();
        requireLast(trailed ? Optional.empty() : more);
        totals.requireTotal(total, columns);
        end(more);
    }

    private void end(Optional<CsvRecord> trailer) throws IOException {
        ended = true;
        if (trailer.isPresent()) {
            totals.require(trailer.get());
            requireLast(record());
        }
        requireRows();
    }

    private static void requireLast(Optional<CsvRecord> more) throws RefusedFileException {
        if (more.isPresent()) {
            throw new RefusedFileException(
                    FileError.TRAILER_NOT_LAST, more.get().line());
        }
    }

    private void requireRows() throws RefusedFileException {
        if (rows == 0) {
            throw new RefusedFileException(FileError.EMPTY);
        }
    }

    /** The next record that says anything. */
    private Optional<CsvRecord> record() throws IOException {
        try {
            Optional<CsvRecord> record = Objects.requireNonNull(csv).next();
            while (record.filter(PaymentFile::saysNothing).isPresent()) {
                record = Objects.requireNonNull(csv).next();
            }
            return record;
        } catch (UnclosedQuoteException e) {
            throw new RefusedFileException(FileError.UNCLOSED_QUOTE, e.line());
        }
    }

    /** A spreadsheet writes separators for rows that look empty; a comment begins with a number sign and has no cells. */
    private static boolean saysNothing(CsvRecord record) {
        List<String> cells = record.fields();
        return record.error().isEmpty()
                && !cells.isEmpty()
                && cells.subList(1, cells.size()).stream().allMatch(String::isBlank)
                && (cells.get(0).isBlank() || isComment(record));
    }

    private static boolean isComment(CsvRecord record) {
        String first = record.fields().get(0);
        boolean hasFigure = first.chars().anyMatch(Character::isDigit);
        return first.startsWith("#") && !ControlTotals.isTrailer(record) && !(hasFigure && TotalWords.label(first));
    }
}
