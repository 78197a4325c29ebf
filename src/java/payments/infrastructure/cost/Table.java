package payments.infrastructure.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table beside this class: lines that start with {@code #}, of which one is {@code # date: year-month-day}; the names of the
 * columns; then the rows, with tabs between cells.
 *
 * @param date the day on which its sources were as it says
 */
record Table(LocalDate date, List<List<String>> rows) {
    private static final String DATE = "# date: ";

    /** After so many days prices may have changed in what matters. */
    private static final int DAYS_TO_LIVE = 180;

    Table {
        rows = List.copyOf(rows);
    }

    /** Whether a table is so old that it should be compared with AWS's pages. */
    static boolean isOld(LocalDate date, LocalDate today) {
        return ChronoUnit.DAYS.between(date, today) > DAYS_TO_LIVE;
    }

    /** Whether the table is so old that it should be compared with AWS's pages. */
    boolean isOld(LocalDate today) {
        return isOld(date, today);
    }

    /**
     * Reads a table.
     *
     * @throws IllegalStateException when the file is not as the class describes
     */
    static Table read(String name) {
        @Nullable LocalDate date = null;
        List<List<String>> rows = new ArrayList<>();
        int columns = 0;
        try (BufferedReader reader = open(name)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("#")) {
                    date = line.startsWith(DATE) ? LocalDate.parse(line.substring(DATE.length())) : date;
                } else if (columns == 0) {
                    columns = line.split("\t", -1).length;
                } else {
                    List<String> cells = List.of(line.split("\t", -1));
                    if (cells.size() != columns || cells.contains("")) {
                        throw new IllegalStateException(
                                "%s.tsv in the jar needs %d cells in the line '%s', none of them empty"
                                        .formatted(name, columns, line));
                    }
                    rows.add(cells);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + ".tsv in the jar cannot be read", e);
        }
        if (date == null) {
            throw new IllegalStateException(name + ".tsv in the jar has no line '# date: year-month-day'");
        }
        return new Table(date, rows);
    }

    private static BufferedReader open(String name) {
        InputStream stream = Table.class.getResourceAsStream(name + ".tsv");
        if (stream == null) {
            throw new IllegalStateException(name + ".tsv is not in the jar");
        }
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
}
