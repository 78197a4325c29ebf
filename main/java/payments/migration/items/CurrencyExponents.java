package payments.migration.items;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import payments.migration.MigrationException;

/** How many digits of a currency's amounts stand behind the point: the functions' own pinned table, which the build adds. */
final class CurrencyExponents {
    private static final String FILE = "/payments/service/domain/iso-4217.csv";
    private static final Map<String, Integer> BY_CODE = load();

    private CurrencyExponents() {}

    static int of(String currency) {
        Integer exponent = BY_CODE.get(currency);
        if (exponent == null) {
            throw new MigrationException(
                    "an item has a currency that this platform does not take",
                    "currency '%s'".formatted(currency),
                    "--from to a table that this platform writes");
        }
        return exponent;
    }

    private static Map<String, Integer> load() {
        try (InputStream file = CurrencyExponents.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not in the jar; build it again");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .collect(Collectors.toUnmodifiableMap(cells -> cells[0], cells -> Integer.valueOf(cells[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
