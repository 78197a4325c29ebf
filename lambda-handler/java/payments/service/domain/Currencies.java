package payments.service.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The currencies we accept, from the pinned table {@code iso-4217.csv} beside this class.
 *
 * <p>Not {@code java.util.Currency}: its table changes with the Java runtime, which AWS patches on its own
 * schedule, and an exponent that changes under a stored amount changes the money.
 */
public final class Currencies {
    private static final Map<String, Currency> BY_CODE = load();

    private Currencies() {}

    /**
     * Finds a currency.
     *
     * @param code three capital letters
     * @throws RejectedException when the table does not have it
     */
    public static Currency of(String code) {
        Currency currency = BY_CODE.get(code);
        if (currency == null) {
            throw new RejectedException(Rejection.UNKNOWN_CURRENCY);
        }
        return currency;
    }

    /** All currencies by code. */
    public static Map<String, Currency> all() {
        return BY_CODE;
    }

    private static Map<String, Currency> load() {
        Map<String, Currency> table = new HashMap<>();
        try (InputStream file = Currencies.class.getResourceAsStream("iso-4217.csv")) {
            if (file == null) {
                throw new IllegalStateException("iso-4217.csv is not in the jar; build it again");
            }
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Currencies::parse)
                    .forEach(currency -> add(table, currency));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(table);
    }

    private static Currency parse(String line) {
        String[] cells = line.split(",", -1);
        return new Currency(cells[0], Integer.parseInt(cells[1]));
    }

    private static void add(Map<String, Currency> table, Currency currency) {
        if (table.put(currency.code(), currency) != null) {
            throw new IllegalStateException("iso-4217.csv lists %s twice; keep one line".formatted(currency.code()));
        }
    }
}
