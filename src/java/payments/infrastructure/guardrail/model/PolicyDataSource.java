package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The policy that a data source {@code aws_iam_policy_document} will render.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document">the
 *     data source</a>
 */
final class PolicyDataSource {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PolicyDataSource() {}

    static ObjectNode json(Resource document) {
        ObjectNode policy = NODES.objectNode();
        policy.put(
                "Version",
                document.has("version") ? document.attribute("version").text() : "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        document.blocks("statement").forEach(block -> statements.add(statement(block)));
        return policy;
    }

    private static ObjectNode statement(Block block) {
        ObjectNode statement = NODES.objectNode();
        if (block.has("sid")) {
            statement.put("Sid", block.attribute("sid").text());
        }
        statement.put("Effect", block.has("effect") ? block.attribute("effect").text() : "Allow");
        copy(block, "actions", statement, "Action");
        copy(block, "not_actions", statement, "NotAction");
        copy(block, "resources", statement, "Resource");
        copy(block, "not_resources", statement, "NotResource");
        principals(block, "principals", statement, "Principal");
        principals(block, "not_principals", statement, "NotPrincipal");
        for (Block condition : block.blocks("condition")) {
            statement
                    .withObject("/Condition")
                    .withObject("/"
                            + condition
                                    .attribute("test")
                                    .text()
                                    .replace("~", "~0")
                                    .replace("/", "~1"))
                    .set(
                            condition.attribute("variable").text(),
                            condition.attribute("values").json());
        }
        return statement;
    }

    private static void copy(Block from, String attribute, ObjectNode to, String key) {
        JsonNode value = from.attribute(attribute).json();
        if (!value.isMissingNode()) {
            to.set(key, value);
        }
    }

    private static void principals(Block block, String attribute, ObjectNode statement, String key) {
        for (Block principals : block.blocks(attribute)) {
            String type = principals.attribute("type").text();
            if (type.equals("*")) {
                statement.put(key, "*");
            } else {
                statement
                        .withObject("/" + key)
                        .set(type, principals.attribute("identifiers").json());
            }
        }
    }
}
