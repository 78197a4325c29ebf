package payments.infrastructure.guardrail.rules.observability;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * One widget of a dashboard.
 *
 * @param json the widget
 * @param number its place in the list, for the finding
 * @param refusals what is found wrong
 */
record Widget(JsonNode json, int number, Refusals refusals) {
    private static final String BODY = "dashboard_body";
    private static final int COLUMNS = 24;
    private static final int TALLEST = 1000;
    private static final int MOST_METRICS = 500;

    /** What each kind of widget must have in its properties; of a metric widget more is asked. */
    private static final Map<String, List<String>> NEEDS = Map.of(
            "metric", List.of("region"),
            "text", List.of("markdown"),
            "log", List.of("query", "region"),
            "alarm", List.of("alarms"),
            "custom", List.of("endpoint"),
            "explorer", List.of());

    private static final Set<String> VIEWS = Set.of("timeSeries", "singleValue", "gauge", "bar", "pie", "table");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d");

    void judge() {
        judgePlace();
        String type = json.path("type").asText("");
        List<String> needs = NEEDS.get(type);
        if (needs == null) {
            if (!type.contains("${")) {
                add("type " + type, "a widget of the type " + String.join(", ", new TreeSet<>(NEEDS.keySet())));
            }
            return;
        }
        JsonNode properties = json.path("properties");
        if (!properties.isObject() && !properties.isTextual()) {
            add("no properties", "properties of a widget");
            return;
        }
        for (String need : needs) {
            if (!properties.has(need)) {
                add("no " + need, "%s in the properties of a widget of the type %s".formatted(need, type));
            }
        }
        String region = properties.path("region").asText("");
        if (!region.isEmpty()
                && !region.contains("${")
                && !REGION.matcher(region).matches()) {
            add("region " + region, "a region by its code, such as us-east-1");
        }
        if (type.equals("metric")) {
            judgeMetrics(properties);
        }
    }

    private void judgePlace() {
        whole("x", 0, COLUMNS - 1);
        whole("y", 0, Integer.MAX_VALUE);
        whole("width", 1, COLUMNS);
        whole("height", 1, TALLEST);
        JsonNode x = json.path("x");
        JsonNode width = json.path("width");
        if (x.isInt() && width.isInt() && x.intValue() < COLUMNS && x.intValue() + width.intValue() > COLUMNS) {
            add("x %s and width %s".formatted(x, width), "a widget that ends within 24 columns");
        }
        if (json.has("x") != json.has("y")) {
            add(json.has("x") ? "x without y" : "y without x", "both x and y, or neither");
        }
    }

    private void whole(String field, int first, int last) {
        JsonNode written = json.path(field);
        boolean open = written.isMissingNode()
                || (written.isTextual() && written.textValue().contains("${"));
        if (!open && !(written.isInt() && written.intValue() >= first && written.intValue() <= last)) {
            add(
                    "%s %s".formatted(field, written),
                    "%s as a whole number from %d%s"
                            .formatted(field, first, last == Integer.MAX_VALUE ? "" : " to " + last));
        }
    }

    private void judgeMetrics(JsonNode properties) {
        JsonNode metrics = properties.path("metrics");
        if (!properties.has("metrics") && !properties.has("annotations")) {
            add("no metrics", "metrics, or annotations with an alarm");
        }
        if (properties.has("metrics") && !metrics.isArray()) {
            if (!metrics.asText("").contains("${")) {
                add("metrics " + metrics, "a list of lists");
            }
            return;
        }
        if (metrics.size() > MOST_METRICS) {
            add(metrics.size() + " metrics", "at most 500 metrics in a widget");
        }
        judgeOptions(properties);
        String view = properties.path("view").asText("");
        if (!view.isEmpty() && !view.contains("${") && !VIEWS.contains(view)) {
            add("view " + view, "a view of " + String.join(", ", new TreeSet<>(VIEWS)));
        }
        Set<String> ids = ids(metrics);
        List<String> before = List.of();
        for (JsonNode line : metrics) {
            before = judgeLine(line, before, ids);
        }
    }

    private Set<String> ids(JsonNode metrics) {
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode line : metrics) {
            String id = line.path(line.size() - 1).path("id").asText("");
            if (!id.isEmpty() && !id.contains("${")) {
                if (!id.matches("[a-z]\\w*")) {
                    add("id " + id, "ids that begin with a small letter");
                }
                if (!ids.add(id)) {
                    add("id %s twice".formatted(id), "an id of its own for each line");
                }
            }
        }
        return ids;
    }

    /**
     * One line: namespace, metric, names and values of dimensions, then perhaps options. A dot stands for what the line before has in
     * that place, three dots for all that it has until the end of what is written.
     */
    private List<String> judgeLine(JsonNode line, List<String> before, Set<String> ids) {
        if (!line.isArray() || line.isEmpty()) {
            if (!line.asText("").contains("${")) {
                add("line " + line, "a list of namespace, metric and dimensions");
            }
            return before;
        }
        List<String> parts = new ArrayList<>();
        int texts = 0;
        for (int i = 0; i < line.size(); i++) {
            JsonNode part = line.get(i);
            if (part.isObject()) {
                judgeOptions(part);
                MetricMath.problems(part.path("expression").asText(""), ids)
                        .forEach(problem ->
                                add("expression " + part.path("expression").asText(), problem));
                if (i < line.size() - 1) {
                    add("line " + line, "options at the end of the line");
                }
            } else if (part.isTextual()) {
                texts++;
                parts.add(part.textValue());
            } else {
                add("line " + line, "texts, and one object with options at the end");
                return before;
            }
        }
        if (texts == 0) {
            if (!line.get(0).has("expression")) {
                add("line " + line, "a metric or an expression");
            }
            return before;
        }
        return expanded(line, parts, before);
    }

    private List<String> expanded(JsonNode line, List<String> parts, List<String> before) {
        List<String> whole = new ArrayList<>();
        for (String part : parts) {
            if (part.equals("...")) {
                int kept = before.size() - (parts.size() - 1);
                if (before.isEmpty() || kept < 0) {
                    add("line " + line, "a line before it that has what the dots stand for");
                    return before;
                }
                whole.addAll(before.subList(0, kept));
            } else if (part.equals(".")) {
                if (whole.size() >= before.size()) {
                    add("line " + line, "a line before it that has what the dot stands for");
                    return before;
                }
                whole.add(before.get(whole.size()));
            } else {
                whole.add(part);
            }
        }
        if (whole.size() < 2 || whole.size() % 2 != 0) {
            add("line " + line, "namespace and metric, then a value for each name of a dimension");
        }
        return whole;
    }

    private void judgeOptions(JsonNode options) {
        String statistic = options.path("stat").asText("");
        if (!statistic.isEmpty() && !statistic.contains("${") && !Statistics.exists(statistic)) {
            add("stat " + statistic, "Average, Maximum, Minimum, SampleCount, Sum, or " + Statistics.EXTENDED);
        }
        JsonNode period = options.path("period");
        if (period.isNumber()
                && !(period.isInt()
                        && (Set.of(1, 5, 10, 20, 30).contains(period.intValue())
                                || (period.intValue() > 0 && period.intValue() % 60 == 0)))) {
            add("period " + period, "a period of 1, 5, 10, 20, 30 or a multiple of 60 seconds");
        }
        String axis = options.path("yAxis").isTextual() ? options.path("yAxis").asText() : "";
        if (!axis.isEmpty() && !axis.contains("${") && !Set.of("left", "right").contains(axis)) {
            add("yAxis " + axis, "left or right");
        }
    }

    private void add(String found, String expected) {
        refusals.add(BODY, "widget %d has %s".formatted(number, found), expected);
    }
}
