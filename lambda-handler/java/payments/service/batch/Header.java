package payments.service.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import payments.service.batch.csv.CsvError;
import payments.service.batch.csv.CsvRecord;
import payments.service.card.CardFields;
import payments.service.card.CardNumbers;
import payments.service.domain.Detail;
import payments.service.domain.Texts;

/**
 * Which column stands where. The columns may stand in any order; a name may be written in capitals, with blanks, dashes or
 * without any ({@code Payment ID}), since it can mean nothing else. Further columns are ignored and named in the batch's record
 * (requirement K44), so that their sender learns of it. Refused are two columns of one name, and one that is named after card data.
 *
 * @param width number of columns, without those behind a separator at the end of the line
 * @param positions position of each column that is read, by name, from 0
 * @param ignored the others, each by its name, or as {@code column 4} where it has none that can be shown
 */
record Header(int width, Map<String, Integer> positions, List<String> ignored) {
    static final String PAYMENT_ID = "payment_id";
    static final String AMOUNT = "amount";
    static final String CURRENCY = "currency";
    static final String VALUE_DATE = "value_date";

    /** The columns that every file must have. */
    static final Set<String> REQUIRED = Set.of(PAYMENT_ID, AMOUNT);

    private static final Map<String, String> BY_BARE_NAME =
            known().stream().collect(Collectors.toUnmodifiableMap(Header::bare, name -> name));
    private static final int MAX_CHARACTERS = 10 * 1024;
    private static final int LONGEST_SHOWN = 64;

    Header {
        positions = Map.copyOf(positions);
        ignored = List.copyOf(ignored);
    }

    /**
     * Reads the header.
     *
     * @param separator what separates its names
     * @throws RefusedFileException when it is not one of ours
     */
    static Header of(CsvRecord record, Separator separator) throws RefusedFileException {
        Optional<CsvError> error = record.error();
        int characters = record.fields().stream().mapToInt(String::length).sum();
        if (characters > MAX_CHARACTERS || error.equals(Optional.of(CsvError.FIELD_TOO_LONG))) {
            throw new RefusedFileException(FileError.HEADER_TOO_LONG, record.line());
        }
        if (error.equals(Optional.of(CsvError.NOT_UTF8)) || error.equals(Optional.of(CsvError.CONTROL_CHARACTER))) {
            throw new RefusedFileException(FileError.ENCODING, record.line());
        }
        List<String> names = withoutBlankEnd(record.fields());
        Map<String, Integer> positions = new HashMap<>();
        List<String> ignored = new ArrayList<>();
        Set<String> twice = new TreeSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String known = canonical(name);
            if (!known.isEmpty()) {
                if (positions.put(known, i) != null) {
                    twice.add(known);
                }
            } else if (CardFields.includes(name) || CardNumbers.areIn(name)) {
                throw new RefusedFileException(FileError.CARD_DATA_COLUMN, record.line());
            } else {
                ignored.add(shown(name, i));
            }
        }
        Set<String> missing = new TreeSet<>(REQUIRED);
        missing.removeAll(positions.keySet());
        if (error.isPresent() || !twice.isEmpty() || !missing.isEmpty()) {
            String found = IntStream.range(0, names.size())
                    .mapToObj(i -> shown(names.get(i), i))
                    .collect(Collectors.joining(", "));
            throw new RefusedFileException(
                    FileError.HEADER_MISMATCH,
                    record.line(),
                    "separator %s, columns: %s%s%s%s"
                            .formatted(
                                    separator.shown(),
                                    found,
                                    missing.isEmpty() ? "" : "; missing: " + String.join(", ", missing),
                                    twice.isEmpty() ? "" : "; more than once: " + String.join(", ", twice),
                                    error.map(wrong -> "; " + wrong.slug()).orElse("")));
        }
        return new Header(names.size(), positions, ignored);
    }

    /** The name that a column has here, whatever its spelling; empty for one that is none of ours. */
    static String canonical(String name) {
        return BY_BARE_NAME.getOrDefault(bare(name), "");
    }

    /** A separator at the end of a line makes a column without a name, which nothing can be in. */
    private static List<String> withoutBlankEnd(List<String> names) {
        int width = names.size();
        while (width > 0 && names.get(width - 1).isBlank()) {
            width--;
        }
        return names.subList(0, width);
    }

    /** Whether a record has a cell for each column, and nothing behind them. */
    boolean fits(CsvRecord record) {
        List<String> cells = record.fields();
        return cells.size() >= width
                && cells.subList(width, cells.size()).stream().allMatch(String::isBlank);
    }

    /** A name without what people spell differently. */
    static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String shown(String name, int position) {
        return name.isBlank() || name.length() > LONGEST_SHOWN || !Texts.areSafe(name)
                ? "column " + (position + 1)
                : name;
    }

    /** The cell of a record that fits the header; empty when the column is absent or the cell empty. */
    Optional<String> cell(CsvRecord record, String column) {
        Integer position = positions.get(column);
        return position == null || position >= record.fields().size()
                ? Optional.empty()
                : Optional.of(record.fields().get(position)).filter(cell -> !cell.isEmpty());
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(Set.of(PAYMENT_ID, AMOUNT));
        known.add(CURRENCY);
        known.add(VALUE_DATE);
        for (Detail detail : Detail.values()) {
            known.add(detail.field());
        }
        return Set.copyOf(known);
    }
}
