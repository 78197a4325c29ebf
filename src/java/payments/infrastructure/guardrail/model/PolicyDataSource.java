package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The policy that a data source {@code aws_iam_policy_document} will render: the statements of its sources, then its own, then
 * those of its overrides; one with the {@code Sid} of an earlier one takes that one's place. Tried with provider 6.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document">the
 *     data source</a>
 */
final class PolicyDataSource {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Resource document;
    private final ObjectNode policy = NODES.objectNode();
    private final List<JsonNode> statements = new ArrayList<>();
    private boolean unknown;

    private PolicyDataSource(Resource document) {
        this.document = document;
    }

    /** The policy as text; not known where a document that it is made of is not. */
    static Value json(Resource document) {
        return new PolicyDataSource(document).render();
    }

    private Value render() {
        policy.put("Version", "2012-10-17");
        documents("source_json");
        documents("source_policy_documents");
        if (document.has("version")) {
            policy.put("Version", document.attribute("version").text());
        }
        if (document.has("policy_id")) {
            policy.put("Id", document.attribute("policy_id").text());
        }
        unknown |= document.body().path("statement").isTextual()
                && document.blocks("statement").isEmpty();
        document.blocks("statement").forEach(block -> add(statement(block)));
        documents("override_json");
        documents("override_policy_documents");
        if (unknown) {
            return Value.of(TextNode.valueOf(Identity.opaque(document, "json")));
        }
        ArrayNode list = policy.putArray("Statement");
        statements.forEach(list::add);
        return Value.of(TextNode.valueOf(policy.toString()));
    }

    private void documents(String attribute) {
        Value written = document.attribute(attribute);
        for (Value element : written.elements()) {
            if (element.text().isEmpty()) {
                continue;
            }
            JsonNode other = Resolver.parse(element.text());
            if (!other.isObject()) {
                unknown = true;
                continue;
            }
            for (String key : List.of("Version", "Id")) {
                if (other.path(key).isTextual()) {
                    policy.set(key, other.get(key));
                }
            }
            PolicyText.statements(other).forEach(this::add);
        }
    }

    private void add(JsonNode statement) {
        String sid = statement.path("Sid").asText("");
        for (int at = 0; at < statements.size() && !sid.isEmpty(); at++) {
            if (statements.get(at).path("Sid").asText("").equals(sid)) {
                statements.set(at, statement);
                return;
            }
        }
        statements.add(statement);
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
            ObjectNode test = statement
                    .withObjectProperty("Condition")
                    .withObjectProperty(condition.attribute("test").text());
            join(test, condition.attribute("variable").text(), condition.attribute("values"));
        }
        return statement;
    }

    private static void copy(Block from, String attribute, ObjectNode to, String key) {
        JsonNode value = from.attribute(attribute).json();
        if (!value.isMissingNode()) {
            to.set(key, variables(value));
        }
    }

    /** Blocks of one type are put together; where everybody is among several types, that is every account. */
    private static void principals(Block block, String attribute, ObjectNode statement, String key) {
        List<Block> all = block.blocks(attribute);
        for (Block principals : all) {
            String type = principals.attribute("type").text();
            if (type.equals("*") && all.size() == 1) {
                statement.put(key, "*");
            } else {
                join(
                        statement.withObjectProperty(key),
                        type.equals("*") ? "AWS" : type,
                        principals.attribute("identifiers"));
            }
        }
    }

    private static void join(ObjectNode into, String key, Value values) {
        JsonNode before = into.path(key);
        JsonNode more = variables(values.json());
        if (before.isMissingNode()) {
            into.set(key, more);
            return;
        }
        ArrayNode all = NODES.arrayNode();
        for (JsonNode part : List.of(before, more)) {
            for (JsonNode value : part.isArray() ? part : List.of(part)) {
                all.add(value);
            }
        }
        into.set(key, all);
    }

    /** The variables of IAM stand as <code>&amp;{aws:username}</code>, since Terraform would read <code>${</code> itself. */
    private static JsonNode variables(JsonNode value) {
        if (value.isTextual() && value.textValue().contains("&{")) {
            return TextNode.valueOf(value.textValue().replace("&{", "${"));
        }
        if (value.isArray()) {
            ArrayNode all = NODES.arrayNode();
            value.forEach(element -> all.add(variables(element)));
            return all;
        }
        return value;
    }
}
