package payments.service.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The currencies we accept, from the pinned table {@code iso-4217.csv} beside this class, and those that ISO 4217 has withdrawn,
 * from {@code iso-4217-withdrawn.csv}: a payment that is stored stays readable when its currency ends.
 *
 * <p>Not {@code java.util.Currency}: its table changes with the Java runtime, which AWS patches on its own
 * schedule, and an exponent that changes under a stored amount changes the money.
 */
public final class Currencies {
    private static final Map<String, Currency> BY_CODE = load("iso-4217.csv");
    private static final Map<String, Currency> WITHDRAWN = load("iso-4217-withdrawn.csv");

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

    /**
     * Finds the currency of something that is stored, which may have ended since.
     *
     * @throws RejectedException when there never was one
     */
    public static Currency ofStored(String code) {
        Currency withdrawn = WITHDRAWN.get(code);
        return withdrawn == null ? of(code) : withdrawn;
    }

    /** All currencies that we accept, by code. */
    public static Map<String, Currency> all() {
        return BY_CODE;
    }

    /** All currencies that ended, by code. */
    static Map<String, Currency> withdrawn() {
        return WITHDRAWN;
    }

    private static Map<String, Currency> load(String table) {
        Map<String, Currency> currencies = new HashMap<>();
        try (InputStream file = Currencies.class.getResourceAsStream(table)) {
            if (file == null) {
                throw new IllegalStateException(table + " is not in the jar; build it again");
            }
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Currencies::parse)
                    .forEach(currency -> add(currencies, currency, table));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(currencies);
    }

    private static Currency parse(String line) {
        String[] cells = line.split(",", -1);
        return new Currency(cells[0], Integer.parseInt(cells[1]));
    }

    private static void add(Map<String, Currency> currencies, Currency currency, String table) {
        if (currencies.put(currency.code(), currency) != null) {
            throw new IllegalStateException("%s lists %s twice; keep one line".formatted(table, currency.code()));
        }
    }
}
