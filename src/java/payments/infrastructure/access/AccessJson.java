package payments.infrastructure.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import payments.infrastructure.report.Json;

/** A comparison for programs. */
final class AccessJson {
    private AccessJson() {}

    static String render(AccessComparison comparison, AccessContext context) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", context.version()).put("before", context.before()).put("after", context.after());
        root.put("newly_allowed", comparison.newlyAllowed());
        ArrayNode changes = root.putArray("changes");
        for (Change change : comparison.changes()) {
            ObjectNode node = changes.addObject()
                    .put("direction", name(change.direction()))
                    .put("area", name(change.area()))
                    .put("who", change.who());
            texts(node.putArray("may"), change.may());
            texts(node.putArray("on"), change.on());
            node.put("when", change.when());
            texts(node.putArray("stacks"), change.stacks());
        }
        return Json.pretty(root);
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
