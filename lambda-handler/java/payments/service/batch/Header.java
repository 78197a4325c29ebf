package payments.service.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import payments.service.batch.csv.CsvError;
import payments.service.batch.csv.CsvRecord;
import payments.service.card.CardFields;
import payments.service.card.CardNumbers;
import payments.service.domain.Detail;
import payments.service.domain.Texts;

/**
 * Which column stands where. The columns may stand in any order; each name is spelled as here. Further columns are ignored and
 * named in the batch's record (requirement K44), so that their sender learns of it. Refused is one whose name is ours but for its
 * spelling, since what it says would be replaced by a default, and one that is named after card data.
 *
 * @param width number of columns
 * @param positions position of each column that is read, by name, from 0
 * @param ignored the others, each by its name, or as {@code column 4} where it has none that can be shown
 */
record Header(int width, Map<String, Integer> positions, List<String> ignored) {
    static final String PAYMENT_ID = "payment_id";
    static final String AMOUNT = "amount";
    static final String CURRENCY = "currency";
    static final String VALUE_DATE = "value_date";

    private static final Set<String> REQUIRED = Set.of(PAYMENT_ID, AMOUNT);
    private static final Set<String> KNOWN = known();
    private static final Set<String> SPELLINGS =
            KNOWN.stream().map(Header::bare).collect(Collectors.toUnmodifiableSet());
    private static final int MAX_CHARACTERS = 10 * 1024;
    private static final int LONGEST_SHOWN = 64;

    Header {
        positions = Map.copyOf(positions);
        ignored = List.copyOf(ignored);
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
        Map<String, Integer> positions = new HashMap<>();
        List<String> ignored = new ArrayList<>();
        boolean ours = error.isEmpty();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (KNOWN.contains(name)) {
                ours &= positions.put(name, i) == null;
            } else if (CardFields.includes(name) || CardNumbers.areIn(name)) {
                throw new RefusedFileException(FileError.CARD_DATA_COLUMN, record.line());
            } else {
                ours &= !SPELLINGS.contains(bare(name));
                ignored.add(shown(name, i));
            }
        }
        if (!ours || !positions.keySet().containsAll(REQUIRED)) {
            throw new RefusedFileException(FileError.HEADER_MISMATCH, record.line());
        }
        return new Header(names.size(), positions, ignored);
    }

    /** A name without what people spell differently. */
    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String shown(String name, int position) {
        return name.isBlank() || name.length() > LONGEST_SHOWN || !Texts.areSafe(name)
                ? "column " + (position + 1)
                : name;
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
        known.add(CURRENCY);
        known.add(VALUE_DATE);
        for (Detail detail : Detail.values()) {
            known.add(detail.field());
        }
        return Set.copyOf(known);
    }
}
