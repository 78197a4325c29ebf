package payments.infrastructure.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An estimate as text.
 *
 * @param deployment the name of the deployment
 * @param estimate what it costs
 * @param prices the day on which the prices were AWS's
 * @param notes the notes of the estimate, and others
 */
public record CostReport(String deployment, Estimate estimate, LocalDate prices, List<String> notes) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CENTS = 2;

    public CostReport {
        notes = List.copyOf(notes);
    }

    /**
     * The report of an estimate.
     *
     * @param today the day by which prices are old or not
     */
    public static CostReport of(String deployment, Estimate estimate, PriceList prices, LocalDate today) {
        List<String> notes = new ArrayList<>(estimate.notes());
        if (prices.isOld(today)) {
            notes.add("the prices are of %s; compare them with AWS's before you rely on them (docs/cost.md)"
                    .formatted(prices.date()));
        }
        Table support = Table.read("support");
        if (support.isOld(today)) {
            notes.add(
                    "the calendar of Extended Support is of %s; compare it with AWS's before you rely on it (docs/cost.md)"
                            .formatted(support.date()));
        }
        return new CostReport(deployment, estimate, prices.date(), notes);
    }

    /** The report in a form. */
    public String render(CostFormat format) {
        return switch (format) {
            case TEXT -> text();
            case MARKDOWN -> markdown();
            case JSON -> json();
        };
    }

    private List<String> environments() {
        Set<String> environments = new LinkedHashSet<>();
        estimate.idle().forEach(item -> environments.add(item.environment()));
        return List.copyOf(environments);
    }

    private String text() {
        StringBuilder text = new StringBuilder("Cost of %s in US dollars: %s%n".formatted(deployment, basis()));
        for (CostTable table : CostTable.of(estimate, environments())) {
            List<List<String>> lines = new ArrayList<>(List.of(table.head()));
            lines.addAll(table.rows());
            text.append("%n".formatted());
            for (List<String> line : lines) {
                StringBuilder row = new StringBuilder();
                for (int column = 0; column < line.size(); column++) {
                    int width = width(lines, column);
                    String cell = line.get(column);
                    row.append(
                            column == 0
                                    ? cell + " ".repeat(width - cell.length())
                                    : "  " + " ".repeat(width - cell.length()) + cell);
                }
                text.append(row.toString().stripTrailing()).append("%n".formatted());
            }
        }
        if (!notes.isEmpty()) {
            text.append("%n".formatted());
            notes.forEach(note -> text.append("note: %s%n".formatted(note)));
        }
        return text.toString();
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("US dollars, %s.\n".formatted(basis()));
        for (CostTable table : CostTable.of(estimate, environments())) {
            text.append('\n').append(line(table.head()));
            text.append("|---").append("|---:".repeat(table.head().size() - 1)).append("|\n");
            table.rows().forEach(row -> text.append(line(row)));
        }
        if (!notes.isEmpty()) {
            text.append('\n');
            notes.forEach(note -> text.append("- ").append(note).append('\n'));
        }
        return text.toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private String basis() {
        return "list prices of %s without taxes, discounts and free tiers".formatted(prices);
    }

    private String json() {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("deployment", deployment);
        root.put("currency", "USD");
        root.put("prices", prices.toString());
        ArrayNode all = root.putArray("environments");
        for (String environment : environments()) {
            ObjectNode node = all.addObject();
            node.put("name", environment);
            node.put("idleMonth", cents(sum(estimate.idle(), environment)));
            node.put("millionPayments", cents(sum(estimate.perMillion(), environment)));
            items(node.putArray("idle"), estimate.idle(), environment);
            items(node.putArray("perMillion"), estimate.perMillion(), environment);
        }
        ArrayNode said = root.putArray("notes");
        notes.forEach(said::add);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain JSON cannot be written", e);
        }
    }

    private static void items(ArrayNode array, List<CostItem> items, String environment) {
        for (CostItem item : items) {
            if (item.environment().equals(environment)) {
                array.addObject()
                        .put("capability", item.capability())
                        .put("region", item.region())
                        .put("resource", item.resource())
                        .put("meter", item.meter())
                        .put("quantity", item.quantity())
                        .put("price", item.price())
                        .put("usd", cents(item.usd()));
            }
        }
    }

    private static BigDecimal sum(List<CostItem> items, String environment) {
        return items.stream()
                .filter(item -> item.environment().equals(environment))
                .map(CostItem::usd)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal cents(BigDecimal usd) {
        return usd.setScale(CENTS, RoundingMode.HALF_UP);
    }
}
