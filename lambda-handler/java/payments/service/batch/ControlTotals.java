package payments.service.batch;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import payments.service.batch.csv.CsvRecord;

/**
 * What a file says about itself in its last record, {@code #trailer,<number of rows>,<sum of amounts>}, held against what
 * it has. Optional. The sum adds the amounts as written, whatever their currency, as control totals do; in decimal
 * arithmetic, so it cannot overflow.
 */
final class ControlTotals {
    static final String TRAILER = "#trailer";

    private static final int TRAILER_FIELDS = 3;
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SUM = Pattern.compile("[0-9]{1,40}(\\.[0-9]{1,4})?");

    private long rows;
    private BigDecimal sum = BigDecimal.ZERO;

    static boolean isTrailer(CsvRecord record) {
        return !record.fields().isEmpty() && record.fields().get(0).equals(TRAILER);
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
            throw new RefusedFileException(FileError.CONTROL_TOTALS, trailer.line());
        }
    }
}
