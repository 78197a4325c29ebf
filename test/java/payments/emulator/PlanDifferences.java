package payments.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a plan would change, attribute by attribute. */
final class PlanDifferences {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanDifferences() {}

    /**
     * One attribute that a plan would change.
     *
     * @param address the resource
     * @param type its type
     * @param attribute the attribute; {@code (create)} and the like where the whole resource changes
     */
    record Difference(String address, String type, String attribute) {
        @Override
        public String toString() {
            return address + ": " + attribute;
        }
    }

    /** The differences of a plan, from what {@code terraform show -json} says of it. */
    static List<Difference> parse(String planJson) {
        JsonNode plan;
        try {
            plan = JSON.readTree(planJson);
        } catch (JsonProcessingException e) {
            throw new AssertionError("terraform show -json printed no JSON", e);
        }
        List<Difference> differences = new ArrayList<>();
        for (JsonNode resource : plan.path("resource_changes")) {
            JsonNode change = resource.path("change");
            String actions = text(change.path("actions"));
            if (actions.equals("no-op") || actions.equals("read")) {
                continue;
            }
            String address = resource.path("address").asText();
            String type = resource.path("type").asText();
            if (!actions.equals("update")) {
                differences.add(new Difference(address, type, "(" + actions + ")"));
                continue;
            }
            for (String attribute : changed(change)) {
                differences.add(new Difference(address, type, attribute));
            }
        }
        plan.path("output_changes").properties().forEach(output -> {
            String actions = text(output.getValue().path("actions"));
            if (!actions.equals("no-op")) {
                differences.add(new Difference("output." + output.getKey(), "output", "(" + actions + ")"));
            }
        });
        return differences;
    }

    private static Set<String> changed(JsonNode change) {
        Set<String> names = new TreeSet<>();
        JsonNode before = change.path("before");
        JsonNode after = change.path("after");
        after.fieldNames().forEachRemaining(names::add);
        before.fieldNames().forEachRemaining(names::add);
        change.path("after_unknown").fieldNames().forEachRemaining(names::add);
        return names.stream()
                .filter(name -> !before.path(name).equals(after.path(name))
                        || change.path("after_unknown").path(name).asBoolean())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(JsonNode actions) {
        List<String> texts = new ArrayList<>();
        actions.forEach(action -> texts.add(action.asText()));
        return String.join("+", texts);
    }
}
