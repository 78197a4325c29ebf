package payments.service.batch;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import payments.service.batch.csv.CsvRecord;

/**
 * What a file says about itself in its last record, held against what it has: {@code #trailer,<number of rows>,<sum of amounts>},
 * or a line of totals as spreadsheets end with one, which must never become a payment. Optional. The sum adds the amounts as written, whatever their currency, as control totals do; in decimal
 * arithmetic, so it cannot overflow.
 */
final class ControlTotals {
    static final String TRAILER = "#trailer";

    private static final int TRAILER_FIELDS = 3;
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SUM = Pattern.compile("[0-9]{1,40}(\\.[0-9]{1,4})?");

    /** An amount as people write it, with separators of thousands, be the separator of decimals a point or a comma. */
    private static final Pattern WRITTEN = Pattern.compile("(?<![0-9-])[0-9](?:[0-9.,' \u2019\u00a0\u202f]*[0-9])?");

    private static final Pattern BLANKS = Pattern.compile("[' \u2019\u00a0\u202f]");
    private static final Pattern POINT = Pattern.compile("([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\\.[0-9]{1,4})?");
    private static final Pattern COMMA = Pattern.compile("([0-9]+|[0-9]{1,3}(\\.[0-9]{3})+)(,[0-9]{1,4})?");

    private long rows;
    private BigDecimal sum = BigDecimal.ZERO;

    static boolean isTrailer(CsvRecord record) {
        return !record.fields().isEmpty() && record.fields().get(0).equals(TRAILER);
    }

    /** Whether a record calls itself a line of totals: by its first cell or its id, or by any cell where it has no id. */
    static boolean isTotal(CsvRecord record, Header columns) {
        Optional<String> id = columns.cell(record, Header.PAYMENT_ID);
        return record.fields().stream().limit(1).anyMatch(TotalWords::are)
                || (id.isPresent()
                        ? TotalWords.labelId(id.get())
                        : record.fields().stream().anyMatch(TotalWords::label));
    }

    /** Whether the last record is a line of totals without a name: no id, and the sum of all rows before it. */
    boolean isUnnamed(CsvRecord last, Header columns) {
        return rows > 1
                && columns.cell(last, Header.PAYMENT_ID).isEmpty()
                && columns.cell(last, Header.AMOUNT).filter(this::isWritten).isPresent();
    }

    /**
     * Whether the last record may be a line of totals under another name: the sum of all rows before it, and an id that has no
     * digit, or is the number of these rows, or a cell that says so.
     */
    boolean isSum(CsvRecord last, Header columns) {
        boolean isNumbered = columns.cell(last, Header.PAYMENT_ID)
                .filter(id -> id.chars().noneMatch(Character::isDigit) || id.equals(Long.toString(rows)))
                .isEmpty();
        return rows > 1
                && (!isNumbered || last.fields().stream().anyMatch(TotalWords::label))
                && columns.cell(last, Header.AMOUNT).filter(this::isRight).isPresent();
    }

    private boolean isRight(String amount) {
        return SUM.matcher(amount).matches() && new BigDecimal(amount).compareTo(sum) == 0;
    }

    /** Whether a cell has the sum, however it is written: what it is compared with leaves no doubt. */
    private boolean isWritten(String cell) {
        return WRITTEN.matcher(cell)
                .results()
                .map(number -> BLANKS.matcher(number.group()).replaceAll(""))
                .anyMatch(number -> (POINT.matcher(number).matches() && isRight(number.replace(",", "")))
                        || (COMMA.matcher(number).matches()
                                && isRight(number.replace(".", "").replace(',', '.'))));
    }

    /**
     * Compares a line of totals.
     *
     * @throws RefusedFileException when it has another sum or none that can be read
     */
    void requireTotal(CsvRecord total, Header columns) throws RefusedFileException {
        Optional<String> amount = columns.cell(total, Header.AMOUNT);
        boolean right = amount.isPresent()
                ? isWritten(amount.get())
                : total.fields().stream().anyMatch(this::isWritten);
        if (!right) {
            throw new RefusedFileException(
                    FileError.CONTROL_TOTALS,
                    total.line(),
                    "the line of totals does not have the sum of the column amount, %s".formatted(sum.toPlainString()));
        }
    }

    /** Counts a row; an amount that is none counts as nothing, and its row is rejected. */
    void add(Optional<String> amount) {
        rows++;
        if (amount.isPresent() && RowReader.AMOUNT.matcher(amount.get()).matches()) {
            sum = sum.add(new BigDecimal(amount.get()));
        }
    }

    /**
     * Compares.
     *
     * @throws RefusedFileException when the trailer says something else or nothing readable
     */
    void require(CsvRecord trailer) throws RefusedFileException {
        boolean readable = trailer.error().isEmpty()
                && trailer.fields().size() == TRAILER_FIELDS
                && COUNT.matcher(trailer.fields().get(1)).matches()
                && SUM.matcher(trailer.fields().get(2)).matches();
        boolean right = readable
                && Long.parseLong(trailer.fields().get(1)) == rows
                && new BigDecimal(trailer.fields().get(2)).compareTo(sum) == 0;
        if (!right) {
            throw new RefusedFileException(
                    FileError.CONTROL_TOTALS,
                    trailer.line(),
                    "the file has %d rows, and %s is the sum of the column amount"
                            .formatted(rows, sum.toPlainString()));
        }
    }
}
