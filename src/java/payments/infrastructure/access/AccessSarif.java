package payments.infrastructure.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import payments.infrastructure.access.Change.Direction;
import payments.infrastructure.report.Json;

/**
 * A comparison for code scanning.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class AccessSarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private AccessSarif() {}

    static String render(AccessComparison comparison, AccessContext context) {
        ObjectNode root =
                JsonNodeFactory.instance.objectNode().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "payments access").put("version", context.version());
        ArrayNode rules = driver.putArray("rules");
        for (Direction direction : Direction.values()) {
            ObjectNode rule = rules.addObject().put("id", id(direction));
            rule.putObject("shortDescription")
                    .put(
                            "text",
                            direction == Direction.NEW
                                    ? "Something is newly allowed: a reviewer must agree"
                                    : "Something is no longer allowed: whatever needs it stops working");
            rule.putObject("defaultConfiguration").put("level", level(direction));
        }
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        comparison.changes().forEach(change -> results.add(result(change, context)));
        return Json.pretty(root);
    }

    private static ObjectNode result(Change change, AccessContext context) {
        String message = change.who() + ": " + AccessText.line(change);
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("ruleId", id(change.direction()));
        node.put("level", level(change.direction()));
        node.putObject("message").put("text", message);
        ObjectNode location = node.putArray("locations").addObject();
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation")
                .put("uri", context.after().replace('\\', '/').replace(" ", "%20"));
        physical.putObject("region").put("startLine", 1);
        location.putArray("logicalLocations")
                .addObject()
                .put("fullyQualifiedName", change.who())
                .put("kind", AccessJson.name(change.area()));
        node.putObject("partialFingerprints").put("change/v1", message);
        return node;
    }

    private static String id(Direction direction) {
        return direction == Direction.NEW ? "access-new" : "access-gone";
    }

    private static String level(Direction direction) {
        return direction == Direction.NEW ? "warning" : "note";
    }
}
