package payments.systems;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the program does otherwise than the document of a system, as a contract file says it. */
final class Departures {
    /** The key of a row that departs. */
    static final String KEY = "departs";

    /** The section of what differs and is compared by no other row. */
    static final String SECTION = "departures";

    private static final List<String> COLUMNS = List.of("what", "old", "new", "why", "do");

    /**
     * One of them.
     *
     * @param cells what differs, the old, the new, why, and what to do
     */
    record Departure(List<String> cells) {
        /** As a row of the page's table. */
        String line() {
            return "| %s |".formatted(String.join(" | ", cells));
        }
    }

    private Departures() {}

    /** All of a file, in its order; a key that is missing or unknown is an error. */
    static List<Departure> of(ContractFile file) {
        List<Departure> found = new ArrayList<>();
        JsonNode root = file.facts().node();
        collect(file.deployment(), root, found);
        root.path(SECTION).forEach(node -> found.add(departure(file.deployment(), node)));
        return found;
    }

    private static void collect(String place, JsonNode node, List<Departure> found) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getKey().equals(KEY)) {
                found.add(departure(place, entry.getValue()));
            } else {
                collect(place + "." + entry.getKey(), entry.getValue(), found);
            }
        }
        if (node.isArray()) {
            node.forEach(element -> collect(place, element, found));
        }
    }

    private static Departure departure(String place, JsonNode node) {
        Set<String> keys = new TreeSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        if (!keys.equals(new TreeSet<>(COLUMNS))) {
            throw new AssertionError("%s: a departure has %s, not %s".formatted(place, COLUMNS, keys));
        }
        return new Departure(
                COLUMNS.stream().map(column -> node.path(column).asText()).toList());
    }
}
