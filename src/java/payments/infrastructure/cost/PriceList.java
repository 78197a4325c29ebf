package payments.infrastructure.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The list prices of the table {@code prices.tsv}. */
public final class PriceList {
    /** The region whose price stands in for a region that the table does not have. */
    public static final String STAND_IN = "us-east-1";

    private static final PriceList CURRENT = new PriceList(Table.read("prices"));

    private final LocalDate date;
    private final Map<String, Map<String, Price>> prices = new LinkedHashMap<>();

    PriceList(Table table) {
        this.date = table.date();
        for (List<String> row : table.rows()) {
            Price price =
                    new Price(row.get(0), row.get(1), new BigDecimal(row.get(2)), row.get(3), row.get(4), row.get(5));
            if (prices.computeIfAbsent(price.meter(), meter -> new LinkedHashMap<>())
                            .put(price.region(), price)
                    != null) {
                throw new IllegalStateException(
                        "prices.tsv has two prices of %s in %s".formatted(price.meter(), price.region()));
            }
        }
    }

    /** The prices in the jar. */
    public static PriceList current() {
        return CURRENT;
    }

    /** The day on which the prices were AWS's. */
    public LocalDate date() {
        return date;
    }

    /** Whether the prices are so old that they should be compared with AWS's. */
    public boolean isOld(LocalDate today) {
        return Table.isOld(date, today);
    }

    /** The regions with prices of their own. */
    public Set<String> regions() {
        Set<String> regions = new TreeSet<>();
        prices.values().forEach(all -> regions.addAll(all.keySet()));
        regions.remove(Price.EVERYWHERE);
        return regions;
    }

    /** The price in a region, else the one of all, else that of {@link #STAND_IN}; empty for a meter without any. */
    Optional<Price> find(String meter, String region) {
        Map<String, Price> all = prices.getOrDefault(meter, Map.of());
        return Optional.ofNullable(all.get(region))
                .or(() -> Optional.ofNullable(all.get(Price.EVERYWHERE)))
                .or(() -> Optional.ofNullable(all.get(STAND_IN)));
    }

    /** All prices, for tests and documents. */
    List<Price> all() {
        return prices.values().stream()
                .flatMap(regions -> regions.values().stream())
                .toList();
    }
}
