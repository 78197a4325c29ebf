package payments.infrastructure.reality;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One table of facts about AWS: the file {@code NAME.tsv} beside this class. The file starts with the lines
 * {@code # source: }, {@code # version: } and {@code # date: }; other lines that start with {@code #} are comments. Then come
 * the names of the columns, then the rows; cells are separated by tabs, and may be empty.
 *
 * @param name the name of the file without its ending, such as {@code metrics}
 * @param source where the facts are from: a package, or what the column {@code source} says of each row
 * @param version the version of the source; the date for a table that is kept by hand
 * @param date the day on which the source was as the table says
 * @param columns the names of the columns
 */
public record Dataset(String name, String source, String version, LocalDate date, List<String> columns) {
    /** After so many days AWS has changed enough that a table may be wrong in what matters. */
    public static final int DAYS_TO_LIVE = 180;

    /** Copies the columns. */
    public Dataset {
        columns = List.copyOf(columns);
    }

    /**
     * Reads what the head of a file says.
     *
     * @throws IllegalStateException when the file is not as the class describes
     */
    static Dataset read(String name) {
        try (BufferedReader reader = open(name)) {
            Map<String, String> head = new HashMap<>();
            String line = reader.readLine();
            while (line != null && line.startsWith("#")) {
                String[] parts = line.substring(1).split(":", 2);
                if (parts.length == 2) {
                    head.putIfAbsent(parts[0].strip(), parts[1].strip());
                }
                line = reader.readLine();
            }
            if (line == null || line.isBlank()) {
                throw broken(name, "has no line with the names of its columns");
            }
            return new Dataset(
                    name,
                    said(name, head, "source"),
                    said(name, head, "version"),
                    LocalDate.parse(said(name, head, "date")),
                    List.of(line.split("\t", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(name + ".tsv in the jar cannot be read", e);
        } catch (DateTimeParseException e) {
            throw broken(name, "has a date that is not year-month-day: " + e.getParsedString());
        }
    }

    /**
     * The rows, read anew each time: a caller that asks often holds what it needs.
     *
     * @throws IllegalStateException when a row has more or fewer cells than there are columns
     */
    public List<Row> rows() {
        Map<String, Integer> places = new HashMap<>();
        columns.forEach(column -> places.put(column, places.size()));
        List<Row> rows = new ArrayList<>();
        try (BufferedReader reader = open(name)) {
            boolean head = true;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("#") || line.isEmpty()) {
                    continue;
                }
                if (head) {
                    head = false;
                    continue;
                }
                String[] cells = line.split("\t", -1);
                if (cells.length != columns.size()) {
                    throw broken(
                            name,
                            "has %d cells instead of %d in the row: %s".formatted(cells.length, columns.size(), line));
                }
                rows.add(new Row(name, places, List.of(cells)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + ".tsv in the jar cannot be read", e);
        }
        return rows;
    }

    /** How many days ago the source was as the table says; negative for a date in the future. */
    public long age(LocalDate today) {
        return ChronoUnit.DAYS.between(date, today);
    }

    /** Whether the table is older than {@value #DAYS_TO_LIVE} days. */
    public boolean isOutdated(LocalDate today) {
        return age(today) > DAYS_TO_LIVE;
    }

    /**
     * One row of a table.
     *
     * @param dataset the table's name
     * @param places where each column is
     * @param cells what stands in the columns, in their order
     */
    public record Row(String dataset, Map<String, Integer> places, List<String> cells) {
        /**
         * What stands in a column; may be empty.
         *
         * @throws IllegalArgumentException when the table has no such column
         */
        public String text(String column) {
            Integer place = places.get(column);
            if (place == null) {
                throw new IllegalArgumentException(
                        "%s.tsv has no column %s, but %s".formatted(dataset, column, places.keySet()));
            }
            return cells.get(place);
        }

        /** The words of a cell, which are separated by blanks. */
        public List<String> words(String column) {
            String text = text(column);
            return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
        }

        /** The parts of a cell, which are separated by upright lines and may hold blanks. */
        public List<String> parts(String column) {
            String text = text(column);
            return text.isEmpty() ? List.of() : List.of(text.split("\\|", -1));
        }
    }

    private static BufferedReader open(String name) {
        InputStream file = Dataset.class.getResourceAsStream(name + ".tsv");
        if (file == null) {
            throw broken(name, "is not in the jar");
        }
        return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
    }

    private static String said(String name, Map<String, String> head, String key) {
        String value = head.getOrDefault(key, "");
        if (value.isEmpty()) {
            throw broken(name, "does not start with a line \"# %s: ...\"".formatted(key));
        }
        return value;
    }

    private static IllegalStateException broken(String name, String what) {
        return new IllegalStateException("%s.tsv %s; write it anew with %s".formatted(name, what, Datasets.REFRESH));
    }
}
