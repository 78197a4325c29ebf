package payments.infrastructure.guardrail.alarm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table in the jar beside this class: a row each line, cells separated by tabs, comments after {@code #}. */
final class Table {
    private Table() {}

    /**
     * The rows.
     *
     * @throws IllegalStateException when a row has more or fewer cells
     */
    static List<List<String>> rows(String file, int columns) {
        try (InputStream stream = Table.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(file + " is not in the jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> cells(file, line, columns))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " in the jar cannot be read", e);
        }
    }

    private static List<String> cells(String file, String line, int columns) {
        List<String> cells = List.of(line.split("\t", -1));
        if (cells.size() != columns) {
            throw new IllegalStateException(
                    "%s has %d cells instead of %d in: %s".formatted(file, cells.size(), columns, line));
        }
        return cells;
    }
}
