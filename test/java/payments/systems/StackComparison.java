package payments.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/** Compares the rows of a contract file with a synthesized deployment; each method answers with what differs. */
final class StackComparison {
    private static final TextNode NONE = TextNode.valueOf("none");

    private final ContractFile file;
    private final SynthesizedDeployment deployment;

    StackComparison(ContractFile file, SynthesizedDeployment deployment) {
        this.file = file;
        this.deployment = deployment;
    }

    /** All rows of a section. */
    List<String> differences(String section) {
        Function<Facts, List<String>> check =
                switch (section) {
                    case "outputs" -> this::output;
                    case "tables" -> this::table;
                    case "alarms" -> this::alarm;
                    case "tags" -> this::tags;
                    case "callers" -> this::caller;
                    case "names" -> this::name;
                    case "resources" -> this::resource;
                    case "terraform" -> this::terraform;
                    default -> throw new IllegalArgumentException(section);
                };
        List<String> differences = new ArrayList<>();
        for (Facts row : file.facts().rows(section)) {
            check.apply(row).forEach(difference -> differences.add(row.place() + ": " + difference));
        }
        return differences;
    }

    private SynthesizedStack stack(Facts row) {
        return deployment.stack(file.stack(row.text("stack")));
    }

    private List<String> output(Facts row) {
        List<String> differences = new ArrayList<>();
        String name = row.text("output");
        JsonNode expected = row.value("is");
        JsonNode otherwise = row.value("or");
        for (String alias : row.texts("stacks")) {
            SynthesizedStack stack = deployment.stack(file.stack(alias));
            JsonNode output = stack.json().path("output").path(name);
            JsonNode actual = output.path("value");
            boolean leads = Expected.matches(expected, actual) || Expected.matches(otherwise, actual);
            if (!leads) {
                differences.add("in %s it should lead to %s and is %s".formatted(stack.name(), expected, actual));
            }
            Map<String, JsonNode> of = row.values("of");
            Expected.referred(stack, actual)
                    .forEach(resource -> differences.addAll(Expected.differences(resource, of)));
            boolean sensitive = row.text("sensitive", "false").equals("true");
            if (output.path("sensitive").asBoolean() != sensitive) {
                differences.add("in %s it should %sbe sensitive".formatted(stack.name(), sensitive ? "" : "not "));
            }
        }
        return differences;
    }

    private List<String> table(Facts row) {
        SynthesizedStack stack = stack(row);
        List<SynthesizedResource> tables =
                Expected.found(stack, "aws_dynamodb_table", Map.of("name", row.value("name")));
        if (tables.size() != 1) {
            return List.of("there is no such table, only " + namesOf(stack, "aws_dynamodb_table", "name"));
        }
        SynthesizedResource table = tables.get(0);
        List<String> differences = new ArrayList<>();
        differ(differences, "partition", row.text("partition"), key(table, table.json(), "hash_key"));
        differ(differences, "sort", row.text("sort", "none"), key(table, table.json(), "range_key"));
        differ(
                differences,
                "billing",
                row.text("billing"),
                table.at("billing_mode").asText());
        differ(
                differences,
                "recovery",
                row.text("recovery"),
                table.at("point_in_time_recovery.enabled").asText());
        if (row.has("stream")) {
            differ(
                    differences,
                    "stream",
                    row.text("stream"),
                    table.at("stream_view_type").asText());
        }
        row.part("indexes").ifPresent(indexes -> indexes(differences, table, indexes));
        return differences;
    }

    private static void indexes(List<String> differences, SynthesizedResource table, Facts indexes) {
        Map<String, JsonNode> actual = new LinkedHashMap<>();
        table.at("global_secondary_index")
                .forEach(index -> actual.put(index.path("name").asText(), index));
        indexes.node().fieldNames().forEachRemaining(name -> {
            Facts index = indexes.part(name).orElseThrow();
            JsonNode found = actual.getOrDefault(name, NONE);
            differ(differences, name, index.text("partition"), key(table, found, "hash_key"));
            if (index.has("sort") || !index.has("anySort")) {
                differ(differences, name + " sort", index.text("sort", "none"), key(table, found, "range_key"));
            }
            differ(
                    differences,
                    name + " projection",
                    index.text("projection"),
                    found.path("projection_type").asText());
        });
    }

    /** Name and type of a key, such as {@code status S}. */
    private static String key(SynthesizedResource table, JsonNode keys, String key) {
        String name = keys.path(key).asText();
        for (JsonNode attribute : table.at("attribute")) {
            if (attribute.path("name").asText().equals(name)) {
                return name + " " + attribute.path("type").asText();
            }
        }
        return "none";
    }

    private List<String> alarm(Facts row) {
        SynthesizedStack stack = stack(row);
        String[] metric = row.text("metric").split(" ", 2);
        Map<String, JsonNode> expected = new LinkedHashMap<>();
        Map<String, String> columns = Map.of(
                "statistic", "statistic",
                "threshold", "threshold",
                "comparison", "comparison_operator",
                "period", "period",
                "periods", "evaluation_periods",
                "missing", "treat_missing_data");
        columns.forEach((column, argument) -> {
            if (row.has(column)) {
                expected.put(argument, row.value(column));
            }
        });
        row.values("of").forEach((dimension, of) -> expected.put("dimensions." + dimension, of));
        Map<String, JsonNode> which = row.values("which");
        JsonNode topic = stack.json().path("output").path(row.text("topic")).path("value");
        return stack.resources("aws_cloudwatch_metric_alarm").stream()
                .filter(alarm -> alarm.at("namespace").asText().equals(metric[0])
                        && alarm.at("metric_name").asText().equals(metric[1]))
                .map(alarm -> {
                    List<String> differences = new ArrayList<>(Expected.differences(alarm, expected));
                    Expected.referred(stack, alarm.at("dimensions"))
                            .forEach(resource -> differences.addAll(Expected.differences(resource, which)));
                    if (!notifies(stack, alarm.at("alarm_actions"), topic)) {
                        differences.add("%s notifies %s and not the output %s, which is %s"
                                .formatted(alarm.address(), alarm.at("alarm_actions"), row.text("topic"), topic));
                    }
                    return differences;
                })
                .min(Comparator.comparingInt(List::size))
                .orElse(new ArrayList<>(List.of("no alarm has this metric")));
    }

    /** Whether actions name a topic, by reference or by the name in its ARN. */
    private static boolean notifies(SynthesizedStack stack, JsonNode actions, JsonNode topic) {
        return Expected.referred(stack, topic).stream()
                .anyMatch(resource -> actions.toString().contains(topic.toString())
                        || actions.toString()
                                .contains(":%s\"".formatted(resource.at("name").asText())));
    }

    private List<String> tags(Facts row) {
        SynthesizedStack stack = stack(row);
        ObjectNode tags = stack.json()
                .path("provider")
                .path("aws")
                .path(0)
                .path("default_tags")
                .path(0)
                .path("tags")
                .deepCopy();
        List<String> differences = new ArrayList<>();
        Map<String, JsonNode> has = row.values("has");
        if (row.has("type")) {
            List<SynthesizedResource> found = Expected.found(stack, row.text("type"), row.values("where"));
            if (found.size() != 1) {
                return List.of("%d resources are meant".formatted(found.size()));
            }
            found.get(0).at("tags").properties().forEach(tag -> tags.set(tag.getKey(), tag.getValue()));
        }
        has.forEach((tag, value) -> {
            if (!Expected.matches(value, tags.path(tag))) {
                differences.add("tag %s should be %s and is %s".formatted(tag, value, tags.path(tag)));
            }
        });
        row.texts("hasNo").stream()
                .filter(tags::has)
                .forEach(tag -> differences.add("there should be no tag %s".formatted(tag)));
        return differences;
    }

    private List<String> caller(Facts row) {
        SynthesizedStack stack = stack(row);
        String method = row.text("method");
        String path = row.text("path");
        List<SynthesizedResource> routes = new ArrayList<>(Expected.found(
                stack, "aws_apigatewayv2_route", Map.of("route_key", TextNode.valueOf(method + " " + path))));
        stack.resources("aws_api_gateway_method").stream()
                .filter(route -> route.at("http_method").asText().equals(method))
                .filter(route -> path(stack, route.at("resource_id")).equals(path))
                .forEach(routes::add);
        if (routes.size() != 1) {
            return List.of("there is no such route");
        }
        SynthesizedResource route = routes.get(0);
        List<String> differences = new ArrayList<>();
        String actual = route.at("authorization").asText()
                + route.at("authorization_type").asText();
        differ(differences, "authorization", row.text("authorization"), actual);
        differ(
                differences,
                "API key",
                row.text("apiKey", "false"),
                Boolean.toString(route.at("api_key_required").asBoolean()));
        return differences;
    }

    private static String path(SynthesizedStack stack, JsonNode resourceId) {
        for (SynthesizedResource resource : Expected.referred(stack, resourceId)) {
            if (resource.type().equals("aws_api_gateway_resource")) {
                return path(stack, resource.at("parent_id")) + "/"
                        + resource.at("path_part").asText();
            }
        }
        return "";
    }

    private List<String> name(Facts row) {
        SynthesizedStack stack = stack(row);
        String type = row.text("type");
        String argument = row.text("argument", "name");
        row.text("old");
        return Expected.found(stack, type, Map.of(argument, row.value("new"))).size() == 1
                ? List.of()
                : List.of(
                        "no %s is called %s, only %s".formatted(type, row.text("new"), namesOf(stack, type, argument)));
    }

    private static List<String> namesOf(SynthesizedStack stack, String type, String argument) {
        return stack.resources(type).stream()
                .map(resource -> Expected.folded(resource.at(argument).asText()))
                .toList();
    }

    private List<String> resource(Facts row) {
        SynthesizedStack stack = stack(row);
        List<SynthesizedResource> found = Expected.found(stack, row.text("type"), row.values("where"));
        int count = Integer.parseInt(row.text("count", "1"));
        Map<String, JsonNode> has = row.values("has");
        List<String> without = row.texts("hasNo");
        if (found.size() != count) {
            return List.of("there should be %d and are %d of %d"
                    .formatted(
                            count,
                            found.size(),
                            stack.resources(row.text("type")).size()));
        }
        List<String> differences = new ArrayList<>();
        for (SynthesizedResource resource : found) {
            differences.addAll(Expected.differences(resource, has));
            without.stream()
                    .filter(path -> !resource.at(path).isMissingNode())
                    .forEach(path -> differences.add("%s should have no %s".formatted(resource.address(), path)));
        }
        return differences;
    }

    private List<String> terraform(Facts row) {
        JsonNode actual = at(stack(row).json().path("terraform"), row.text("path"));
        List<String> differences = new ArrayList<>();
        if (!Expected.matches(row.value("is"), actual)) {
            differences.add("should be %s and is %s".formatted(row.value("is"), actual));
        }
        row.texts("accepts").stream()
                .filter(version -> !VersionRange.of(actual.asText()).accepts(version))
                .forEach(version -> differences.add("%s should accept %s".formatted(actual, version)));
        return differences;
    }

    /** What stands at the place where a variable shows; the stacks may have other names than the file's. */
    JsonNode effect(Facts effect, SynthesizedDeployment other) {
        List<String> names = List.copyOf(deployment.stacks().keySet());
        int position = names.indexOf(file.stack(effect.text("stack")));
        SynthesizedStack stack = List.copyOf(other.stacks().values()).get(position);
        if (effect.has("tag")) {
            return stack.json()
                    .path("provider")
                    .path("aws")
                    .path(0)
                    .path("default_tags")
                    .path(0)
                    .path("tags")
                    .path(effect.text("tag"));
        }
        if (effect.has("output")) {
            return stack.json().path("output").path(effect.text("output")).path("value");
        }
        if (effect.has("terraform")) {
            JsonNode node = at(stack.json().path("terraform"), effect.text("terraform"));
            return node.isMissingNode() ? NONE : node;
        }
        List<SynthesizedResource> found = Expected.found(stack, effect.text("type"), effect.values("where"));
        return found.size() == 1 ? found.get(0).at(effect.text("argument")) : NONE;
    }

    private static JsonNode at(JsonNode node, String path) {
        JsonNode found = node;
        for (String step : path.split("\\.", -1)) {
            found = found.path(step);
        }
        return found;
    }

    private static void differ(List<String> differences, String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            differences.add("%s should be '%s' and is '%s'".formatted(what, expected, actual));
        }
    }
}
