package payments.infrastructure.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Reads changes out of a plan's JSON; what is sensitive stays in the plan. */
final class Changes {
    private static final int SHOWN = 60;

    private Changes() {}

    /** The changes of a section of resources; one that changes nothing, and every read of data, is left out. */
    static List<Change> ofResources(JsonNode section) {
        List<Change> changes = new ArrayList<>();
        for (JsonNode resource : section) {
            JsonNode change = resource.path("change");
            String action = resource.path("mode").asText().equals("data") ? "" : action(resource, change);
            if (!action.isEmpty()) {
                changes.add(new Change(address(resource), action, attributes(change)));
            }
        }
        return changes;
    }

    /** The changes of a plan's outputs. */
    static List<Change> ofOutputs(JsonNode section) {
        List<Change> changes = new ArrayList<>();
        section.properties().forEach(output -> {
            String action = verb(output.getValue().path("actions"));
            if (!action.isEmpty()) {
                changes.add(new Change("output." + output.getKey(), action, List.of()));
            }
        });
        return changes;
    }

    /** An object that a replacement left behind has the address of its successor. */
    private static String address(JsonNode resource) {
        String address = resource.path("address").asText();
        return resource.hasNonNull("deposed") ? address + " (deposed)" : address;
    }

    /** A resource that only gets another address, or is taken into the state, has no action of its own. */
    private static String action(JsonNode resource, JsonNode change) {
        String verb = verb(change.path("actions"));
        if (verb.isEmpty() && change.has("importing")) {
            return "import";
        }
        return verb.isEmpty() && resource.has("previous_address") ? "move" : verb;
    }

    /**
     * Empty for what changes nothing. A replacement has two actions (Terraform documentation, "JSON Output Format", change
     * representation).
     */
    private static String verb(JsonNode actions) {
        if (actions.size() > 1) {
            return "replace";
        }
        String only = actions.path(0).asText();
        return only.equals("no-op") || only.equals("read") ? "" : only;
    }

    private static List<Change.Attribute> attributes(JsonNode change) {
        JsonNode before = change.path("before");
        JsonNode after = change.path("after");
        JsonNode unknown = change.path("after_unknown");
        List<Change.Attribute> attributes = new ArrayList<>();
        if (!before.isObject() || !after.isObject()) {
            return attributes;
        }
        TreeSet<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        unknown.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            boolean known = !marked(unknown.path(name));
            if (!known || !before.path(name).equals(after.path(name))) {
                boolean secret = marked(change.path("before_sensitive").path(name))
                        || marked(change.path("before_sensitive"), true)
                        || marked(change.path("after_sensitive").path(name))
                        || marked(change.path("after_sensitive"), true);
                attributes.add(new Change.Attribute(
                        name,
                        secret ? "(sensitive)" : text(before.path(name)),
                        secret ? "(sensitive)" : known ? text(after.path(name)) : "(known after apply)"));
            }
        }
        return attributes;
    }

    /** Whether a mark is set on a value or anywhere in it. */
    private static boolean marked(JsonNode mark) {
        if (mark.isContainerNode()) {
            for (JsonNode inside : mark) {
                if (marked(inside)) {
                    return true;
                }
            }
            return false;
        }
        return mark.asBoolean();
    }

    /** Whether a mark is set on a value as a whole. */
    private static boolean marked(JsonNode mark, boolean whole) {
        return mark.isBoolean() && mark.asBoolean() == whole;
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "(none)";
        }
        String text = value.isTextual() ? value.asText() : value.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
