package payments.service.batch.csv;

import java.util.List;
import java.util.Optional;

/**
 * One record of a file.
 *
 * @param line number of the physical line on which it begins, from 1; a quoted field may span several
 * @param fields the cells, quotes and escapes resolved; those up to the error when there is one
 * @param error what is wrong with it, if anything
 */
public record CsvRecord(long line, List<String> fields, Optional<CsvError> error) {
    /** Copies the fields. */
    public CsvRecord {
        fields = List.copyOf(fields);
    }
}
