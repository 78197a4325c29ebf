package payments.infrastructure.guardrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Single edits of a synthesized program, drawn from a seed: some that take protection away, and some that no reader would mind.
 */
final class SeededEdits {
    /** Blocks that other ways of writing may replace, or that only say what is safe by default. */
    private static final Set<String> OPTIONAL_BLOCKS = Set.of(
            "tags", "environment", "lifecycle", "dimensions", "triggers", "filter", "ttl", "accepter", "requester");

    /** What AWS or a deployment file chooses: switches of which both positions were reviewed, or that another rule judges. */
    private static final Set<String> FREE = Set.of(
            "multi_az",
            "skip_final_snapshot",
            "force_destroy",
            "prevent_destroy",
            "include_global_resource_types",
            "auto_minor_version_upgrade",
            "deletion_protection",
            "map_public_ip_on_launch",
            "internal");

    /** Enumerations that protect. */
    private static final Set<String> ENUMERATIONS = Set.of(
            "status",
            "sse_algorithm",
            "object_ownership",
            "projection_type",
            "stream_view_type",
            "billing_mode",
            "traffic_type",
            "log_destination_type",
            "starting_position",
            "type_name",
            "mode",
            "level",
            "ip_protocol",
            "storage_type",
            "attribute_name",
            "logging_level",
            "integration_http_method",
            "content_type");

    /** Numbers with a meaning. */
    private static final Set<String> NUMBERS = Set.of(
            "deletion_window_in_days",
            "rotation_period_in_days",
            "receive_wait_time_seconds",
            "message_retention_seconds",
            "max_aggregation_interval",
            "monitoring_interval",
            "from_port",
            "to_port",
            "period",
            "evaluation_periods",
            "retention_period",
            "backup_retention_period",
            "memory_size");

    private static final List<String> UNHEARD_OF = List.of(
            "aws_ram_resource_share",
            "aws_rds_export_task",
            "aws_s3_bucket_website_configuration",
            "aws_network_acl",
            "aws_iam_user",
            "aws_lambda_function_url",
            "null_resource");

    private final Map<String, JsonNode> stacks;
    private final Random random;

    SeededEdits(Map<String, JsonNode> stacks, long seed) {
        this.stacks = stacks;
        this.random = new Random(seed);
    }

    /**
     * An edit.
     *
     * @param name what it does
     * @param address the stack and address that a finding must name
     * @param stacks the program with it
     */
    record Edit(String name, String address, Map<String, JsonNode> stacks) {}

    /** Somewhere in a resource. */
    private record Place(String stack, String type, String name, List<String> path) {
        String address() {
            return stack + "/" + type + "." + name;
        }

        String last() {
            return path.get(path.size() - 1);
        }
    }

    /** Edits that take protection away, kinds in turn. */
    List<Edit> faults(int count) {
        Map<String, List<Place>> kinds = new LinkedHashMap<>();
        List.of("flipped", "another value", "out of range", "removed", "unknown argument", "unknown type")
                .forEach(kind -> kinds.put(kind, new ArrayList<>()));
        visit((place, value) -> {
            if (value.isBoolean() && !FREE.contains(place.last())) {
                add(kinds, "flipped", place);
            } else if (value.isTextual()
                    && ENUMERATIONS.contains(place.last())
                    && !value.asText().contains("$")) {
                add(kinds, "another value", place);
            } else if (value.isNumber() && NUMBERS.contains(place.last())) {
                add(kinds, "out of range", place);
            }
            if (place.path().size() == 1 && value.isContainerNode() && protects(place, value)) {
                add(kinds, "removed", place);
            }
            if (place.path().size() == 1) {
                add(kinds, "unknown argument", place);
                add(kinds, "unknown type", place);
            }
        });
        List<Edit> edits = new ArrayList<>();
        List<String> names = List.copyOf(kinds.keySet());
        while (edits.size() < count) {
            String kind = names.get(edits.size() % names.size());
            List<Place> places = kinds.getOrDefault(kind, List.of());
            edits.add(fault(kind, places.get(random.nextInt(places.size()))));
        }
        return edits;
    }

    private static void add(Map<String, List<Place>> kinds, String kind, Place place) {
        kinds.computeIfAbsent(kind, none -> new ArrayList<>()).add(place);
    }

    private static boolean protects(Place place, JsonNode value) {
        return value.isObject() && !OPTIONAL_BLOCKS.contains(place.last()) && holdsABoolean(value);
    }

    private static boolean holdsABoolean(JsonNode value) {
        for (JsonNode inner : value) {
            if (inner.isBoolean()) {
                return true;
            }
        }
        return false;
    }

    private Edit fault(String kind, Place place) {
        if (kind.equals("unknown type")) {
            String type = UNHEARD_OF.get(random.nextInt(UNHEARD_OF.size()));
            return edit(kind + " " + type, place, place.stack() + "/" + type + ".added", (root, holder) -> ((ObjectNode)
                            root.path("resource"))
                    .withObjectProperty(type)
                    .putObject("added"));
        }
        return edit(kind + " " + String.join(".", place.path()), place, place.address(), (root, holder) -> {
            switch (kind) {
                case "flipped" ->
                    holder.put(place.last(), !holder.path(place.last()).booleanValue());
                case "another value" -> holder.put(place.last(), "UNREVIEWED");
                case "out of range" -> holder.put(place.last(), 1_000_000_007L + random.nextInt(1000));
                case "removed" -> holder.remove(place.last());
                default -> holder.put("unreviewed_" + random.nextInt(100), true);
            }
        });
    }

    /** Edits that change nothing that matters, kinds in turn. */
    List<Edit> harmless(int count) {
        List<Place> described = new ArrayList<>();
        List<Place> booleans = new ArrayList<>();
        List<Place> numbers = new ArrayList<>();
        List<Place> whole = new ArrayList<>();
        List<Place> blocks = new ArrayList<>();
        visit((place, value) -> {
            if (place.path().size() == 1) {
                whole.add(place);
            }
            if (place.last().equals("description") && value.isTextual()) {
                described.add(place);
            } else if (value.isBoolean()) {
                booleans.add(place);
            } else if (value.isNumber()) {
                numbers.add(place);
            } else if (value.isObject()
                    && place.path().size() == 1
                    && !place.last().equals("tags")) {
                blocks.add(place);
            }
        });
        List<Edit> edits = new ArrayList<>();
        while (edits.size() < count) {
            edits.add(
                    switch (edits.size() % 7) {
                        case 0 ->
                            harmless(
                                    "another description",
                                    any(described),
                                    (root, holder) -> holder.put("description", "Text for people"));
                        case 1 ->
                            harmless(
                                    "a boolean as a text",
                                    any(booleans),
                                    (place, holder, value) ->
                                            holder.set(place.last(), TextNode.valueOf(value.asText())));
                        case 2 ->
                            harmless(
                                    "a number as a text",
                                    any(numbers),
                                    (place, holder, value) ->
                                            holder.set(place.last(), TextNode.valueOf(value.asText())));
                        case 3 ->
                            harmless("a tag of its own", any(whole), (root, holder) -> holder.withObjectProperty("tags")
                                    .put("Note", "text"));
                        case 4 ->
                            harmless(
                                    "an argument that is null",
                                    any(whole),
                                    (root, holder) -> holder.putNull("unreviewed"));
                        case 5 ->
                            harmless("a block as a list of one", any(blocks), (place, holder, value) -> {
                                ArrayNode list = holder.arrayNode();
                                list.add(value.deepCopy());
                                holder.set(place.last(), list);
                            });
                        default ->
                            harmless(
                                    "an order of the apply",
                                    any(whole),
                                    (root, holder) -> holder.withArray("depends_on"));
                    });
        }
        return edits;
    }

    private interface Change {
        void on(Place place, ObjectNode holder, JsonNode value);
    }

    private Edit harmless(String name, Place place, BiConsumer<ObjectNode, ObjectNode> change) {
        return edit(name + " at " + place, place, "", change);
    }

    private Edit harmless(String name, Place place, Change change) {
        return edit(
                name + " at " + place,
                place,
                "",
                (root, holder) -> change.on(place, holder, holder.path(place.last())));
    }

    private Place any(List<Place> places) {
        return places.get(random.nextInt(places.size()));
    }

    private Edit edit(String name, Place place, String address, BiConsumer<ObjectNode, ObjectNode> change) {
        Map<String, JsonNode> edited = new LinkedHashMap<>(stacks);
        ObjectNode root = stacks.getOrDefault(place.stack(), BooleanNode.TRUE).deepCopy();
        JsonNode holder = root.path("resource").path(place.type()).path(place.name());
        for (String step : place.path().subList(0, place.path().size() - 1)) {
            holder = holder.isArray() ? holder.path(Integer.parseInt(step)) : holder.path(step);
        }
        change.accept(root, (ObjectNode) holder);
        edited.put(place.stack(), root);
        return new Edit("%s of %s".formatted(name, place.address()), address, edited);
    }

    private void visit(BiConsumer<Place, JsonNode> visitor) {
        stacks.forEach((stack, root) -> root.path("resource").properties().forEach(type -> type.getValue()
                .properties()
                .forEach(resource -> visit(
                        new Place(stack, type.getKey(), resource.getKey(), List.of()), resource.getValue(), visitor))));
    }

    private static void visit(Place at, JsonNode node, BiConsumer<Place, JsonNode> visitor) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                visit(inside(at, String.valueOf(i)), node.path(i), visitor);
            }
        }
        for (Map.Entry<String, JsonNode> inner : node.properties()) {
            if (inner.getKey().equals("//")) {
                continue;
            }
            Place place = inside(at, inner.getKey());
            visitor.accept(place, inner.getValue());
            visit(place, inner.getValue(), visitor);
        }
    }

    private static Place inside(Place at, String step) {
        List<String> path = new ArrayList<>(at.path());
        path.add(step);
        return new Place(at.stack(), at.type(), at.name(), List.copyOf(path));
    }
}
