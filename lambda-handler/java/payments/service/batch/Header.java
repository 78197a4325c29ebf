package payments.service.batch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.service.batch.csv.CsvError;
import payments.service.batch.csv.CsvRecord;
import payments.service.domain.Detail;

/**
 * Which column stands where. The columns may stand in any order; each name is spelled as here. A column that we do not
 * know is refused: it has a meaning for its sender, and we would lose it.
 *
 * @param width number of columns
 * @param positions position of each column by name, from 0
 */
record Header(int width, Map<String, Integer> positions) {
    static final String PAYMENT_ID = "payment_id";
    static final String AMOUNT = "amount";
    static final String CURRENCY = "currency";
    static final String VALUE_DATE = "value_date";

    private static final Set<String> REQUIRED = Set.of(PAYMENT_ID, AMOUNT, CURRENCY);
    private static final Set<String> KNOWN = known();
    private static final int MAX_CHARACTERS = 10 * 1024;

    Header {
        positions = Map.copyOf(positions);
    }

    /**
     * Reads the header.
     *
     * @throws RefusedFileException when it is not one of ours
     */
    static Header of(CsvRecord record) throws RefusedFileException {
        Optional<CsvError> error = record.error();
        int characters = record.fields().stream().mapToInt(String::length).sum();
        if (characters > MAX_CHARACTERS || error.equals(Optional.of(CsvError.FIELD_TOO_LONG))) {
            throw new RefusedFileException(FileError.HEADER_TOO_LONG, record.line());
        }
        if (error.equals(Optional.of(CsvError.NOT_UTF8)) || error.equals(Optional.of(CsvError.CONTROL_CHARACTER))) {
            throw new RefusedFileException(FileError.ENCODING, record.line());
        }
        List<String> names = record.fields();
        Set<String> distinct = new HashSet<>(names);
        boolean ours = error.isEmpty()
                && distinct.size() == names.size()
                && KNOWN.containsAll(names)
                && distinct.containsAll(REQUIRED);
        if (!ours) {
            throw new RefusedFileException(FileError.HEADER_MISMATCH, record.line());
        }
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            positions.put(names.get(i), i);
        }
        return new Header(names.size(), positions);
    }

    /** The cell of a record that has as many fields as the header; empty when the column is absent or the cell empty. */
    Optional<String> cell(CsvRecord record, String column) {
        Integer position = positions.get(column);
        return position == null || position >= record.fields().size()
                ? Optional.empty()
                : Optional.of(record.fields().get(position)).filter(cell -> !cell.isEmpty());
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(REQUIRED);
        known.add(VALUE_DATE);
        for (Detail detail : Detail.values()) {
            known.add(detail.field());
        }
        return Set.copyOf(known);
    }
}
