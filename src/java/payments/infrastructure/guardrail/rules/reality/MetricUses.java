package payments.infrastructure.guardrail.rules.reality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** Finds the metrics that a resource names; those that only Terraform can compute are left out. */
final class MetricUses {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code SEARCH('{AWS/Lambda,FunctionName} MetricName="Errors"', 'Sum', 60)}. */
    private static final Pattern SEARCH = Pattern.compile("\\{\\s*\"?([^,}\"]+)\"?((?:\\s*,[^},]+)*)\\}([^']*)");

    private static final Pattern SEARCHED_METRIC = Pattern.compile("MetricName\\s*=\\s*\"([^\"]+)\"");

    /** {@code SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId) ...}, or {@code FROM "AWS/EC2"}. */
    private static final Pattern SELECT = Pattern.compile(
            "(?i)SELECT\\s+\\w+\\(\\s*\"?([^)\"]+?)\"?\\s*\\)\\s+FROM\\s+(?:SCHEMA\\(\\s*\"([^\"]+)\"([^)]*)\\)|\"([^\"]+)\")");

    private MetricUses() {}

    static List<MetricUse> of(Resource resource) {
        return switch (resource.type()) {
            case "aws_cloudwatch_dashboard" -> dashboard(resource);
            case "aws_cloudwatch_metric_stream" -> streamed(resource);
            case "aws_appautoscaling_policy" -> scaling(resource);
            default -> alarm(resource);
        };
    }

    private static List<MetricUse> alarm(Resource alarm) {
        List<MetricUse> uses = new ArrayList<>();
        add(uses, "", alarm, alarm.region());
        for (Block query : alarm.blocks("metric_query")) {
            query.blocks("metric").forEach(metric -> add(uses, "metric_query.metric.", metric, alarm.region()));
            String expression = query.attribute("expression").text();
            uses.addAll(expression("metric_query.expression", expression, alarm.region()));
        }
        return uses;
    }

    private static List<MetricUse> scaling(Resource policy) {
        String specification = "target_tracking_scaling_policy_configuration.customized_metric_specification";
        List<MetricUse> uses = new ArrayList<>();
        for (Block block : policy.blocks(specification)) {
            named(uses, specification + ".", block, dimensionNames(block.blocks("dimensions")), policy.region());
        }
        for (Block block : policy.blocks(specification + ".metrics.metric_stat.metric")) {
            named(uses, specification + ".", block, dimensionNames(block.blocks("dimensions")), policy.region());
        }
        return uses;
    }

    private static Set<String> dimensionNames(List<Block> dimensions) {
        return dimensions.stream()
                .map(dimension -> dimension.attribute("name").text())
                .collect(Collectors.toSet());
    }

    private static List<MetricUse> streamed(Resource stream) {
        List<MetricUse> uses = new ArrayList<>();
        for (String filter : List.of("include_filter", "exclude_filter")) {
            for (Block block : stream.blocks(filter)) {
                Value namespace = block.attribute("namespace");
                if (namespace.isKnown()) {
                    Stream<String> metrics = block.attribute("metric_names").texts();
                    metrics.forEach(
                            metric -> uses.add(new MetricUse(filter, namespace.text(), metric, null, stream.region())));
                }
            }
        }
        return uses;
    }

    private static void add(List<MetricUse> uses, String where, Block block, String region) {
        JsonNode dimensions = block.attribute("dimensions").json();
        Set<String> names = new LinkedHashSet<>();
        dimensions.fieldNames().forEachRemaining(names::add);
        named(uses, where, block, dimensions.isTextual() ? null : names, region);
    }

    private static void named(
            List<MetricUse> uses, String where, Block block, @Nullable Set<String> dimensions, String region) {
        Value namespace = block.attribute("namespace");
        Value metric = block.attribute("metric_name");
        if (namespace.isKnown() && metric.isKnown()) {
            uses.add(new MetricUse(where, namespace.text(), metric.text(), dimensions, region));
        }
    }

    private static List<MetricUse> dashboard(Resource dashboard) {
        List<MetricUse> uses = new ArrayList<>();
        for (JsonNode widget :
                parse(dashboard.attribute("dashboard_body").text()).path("widgets")) {
            JsonNode properties = widget.path("properties");
            String written = properties.path("region").asText(dashboard.region());
            String region = written.contains("${") ? "" : written;
            List<String> before = List.of();
            for (JsonNode line : properties.path("metrics")) {
                before = line(uses, line, before, region);
            }
        }
        return uses;
    }

    /**
     * One line of a widget: namespace, metric, then names and values of dimensions, then perhaps options. A dot stands for
     * what the line before has in that place, three dots for all that it has until the end of what is written.
     */
    private static List<String> line(List<MetricUse> uses, JsonNode line, List<String> before, String region) {
        List<String> parts = new ArrayList<>();
        for (JsonNode part : line) {
            if (part.isObject()) {
                String expression = part.path("expression").asText("");
                String where = part.path("region").asText(region);
                uses.addAll(expression("dashboard_body", expression, where));
            } else if (part.asText().equals("...")) {
                int rest = (int) Stream.of(line).flatMap(MetricUses::texts).count() - 1;
                int kept = Math.max(0, before.size() - rest);
                parts.addAll(before.subList(0, kept));
            } else if (part.asText().equals(".") && parts.size() < before.size()) {
                parts.add(before.get(parts.size()));
            } else {
                parts.add(part.asText());
            }
        }
        if (parts.size() < 2) {
            return before;
        }
        Set<String> dimensions = new LinkedHashSet<>();
        for (int i = 2; i < parts.size(); i += 2) {
            dimensions.add(parts.get(i));
        }
        if (Stream.concat(parts.stream().limit(2), dimensions.stream()).noneMatch(text -> text.contains("${"))) {
            uses.add(new MetricUse("dashboard_body", parts.get(0), parts.get(1), dimensions, region));
        }
        return parts;
    }

    private static Stream<JsonNode> texts(JsonNode line) {
        List<JsonNode> texts = new ArrayList<>();
        line.forEach(part -> {
            if (!part.isObject()) {
                texts.add(part);
            }
        });
        return texts.stream();
    }

    private static List<MetricUse> expression(String where, String expression, String region) {
        List<MetricUse> uses = new ArrayList<>();
        if (expression.contains("${")) {
            return uses;
        }
        if (expression.toUpperCase(java.util.Locale.ROOT).contains("SEARCH(")) {
            Matcher search = SEARCH.matcher(expression);
            while (search.find()) {
                Matcher metric = SEARCHED_METRIC.matcher(search.group(3));
                uses.add(new MetricUse(
                        where,
                        search.group(1).strip(),
                        metric.find() ? metric.group(1) : "",
                        names(search.group(2)),
                        region));
            }
        }
        Matcher select = SELECT.matcher(expression);
        if (select.find()) {
            boolean schema = select.group(2) != null;
            uses.add(new MetricUse(
                    where,
                    schema ? select.group(2) : select.group(4),
                    select.group(1).strip(),
                    schema ? names(select.group(3)) : null,
                    region));
        }
        return uses;
    }

    private static Set<String> names(String list) {
        return Stream.of(list.split(",", -1))
                .map(name -> name.strip().replace("\"", ""))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
