package payments.infrastructure.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The figures of one environment: a row for each capability, a column for each region with its idle month, then the sum of them,
 * then what a million payments cost beyond. Amounts are whole dollars; sums are made before they are rounded.
 *
 * @param environment the name of the environment
 * @param head the names of the columns
 * @param rows the capability and its amounts, the dearest first; the last row is the sum
 */
record CostTable(String environment, List<String> head, List<List<String>> rows) {
    private static final BigDecimal LEAST_SHOWN = new BigDecimal("0.5");

    CostTable {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** The environments of an estimate, in the order in which they occur. */
    static List<CostTable> of(Estimate estimate, List<String> environments) {
        return environments.stream().map(name -> of(estimate, name)).toList();
    }

    private static CostTable of(Estimate estimate, String environment) {
        List<CostItem> idle = itemsOf(estimate.idle(), environment);
        List<CostItem> perMillion = itemsOf(estimate.perMillion(), environment);
        Set<String> regions = new LinkedHashSet<>();
        idle.forEach(item -> regions.add(item.region()));
        List<String> head = new ArrayList<>(List.of(environment));
        head.addAll(regions);
        head.add("idle month");
        head.add("a million payments");
        Map<String, BigDecimal> capabilities = new TreeMap<>();
        Stream.of(idle, perMillion)
                .flatMap(Collection::stream)
                .forEach(item -> capabilities.merge(item.capability(), item.usd(), BigDecimal::add));
        List<List<String>> rows = new ArrayList<>();
        capabilities.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .forEach(capability ->
                        rows.add(row(capability, regions, only(idle, capability), only(perMillion, capability))));
        rows.add(row("all", regions, idle, perMillion));
        return new CostTable(environment, head, rows);
    }

    private static List<String> row(String name, Set<String> regions, List<CostItem> idle, List<CostItem> perMillion) {
        List<String> row = new ArrayList<>(List.of(name));
        regions.forEach(region -> row.add(dollars(
                idle.stream().filter(item -> item.region().equals(region)).toList())));
        row.add(dollars(idle));
        row.add(dollars(perMillion));
        return row;
    }

    private static List<CostItem> itemsOf(List<CostItem> items, String environment) {
        return items.stream()
                .filter(item -> item.environment().equals(environment))
                .toList();
    }

    private static List<CostItem> only(List<CostItem> items, String capability) {
        return items.stream()
                .filter(item -> item.capability().equals(capability))
                .toList();
    }

    /** Nothing is left empty, and less than half a dollar is said so. */
    private static String dollars(List<CostItem> items) {
        BigDecimal sum = items.stream().map(CostItem::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.signum() == 0) {
            return "";
        }
        return sum.compareTo(LEAST_SHOWN) < 0
                ? "<1"
                : sum.setScale(0, RoundingMode.HALF_UP).toPlainString();
    }
}
