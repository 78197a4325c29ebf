package payments.infrastructure.guardrail.model.hcl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import payments.infrastructure.guardrail.model.hcl.Expression.ListOf;
import payments.infrastructure.guardrail.model.hcl.Expression.Literal;
import payments.infrastructure.guardrail.model.hcl.Expression.MapOf;
import payments.infrastructure.guardrail.model.hcl.Expression.Traversal;

/**
 * An expression as Terraform JSON has it: literals, lists and maps as themselves, all else as a string.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping">Terraform: expressions in
 *     JSON</a>
 */
final class JsonForm {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonForm() {}

    static JsonNode of(Expression expression) {
        if (expression instanceof Literal literal && !literal.value().isTextual()) {
            return literal.value().isNumber() ? number(literal.value().decimalValue()) : literal.value();
        }
        if (expression instanceof ListOf list) {
            ArrayNode elements = NODES.arrayNode();
            list.elements().forEach(element -> elements.add(of(element)));
            return elements;
        }
        boolean named = expression instanceof MapOf map
                && map.entries().stream().allMatch(entry -> entry.getKey() instanceof Literal);
        if (named) {
            ObjectNode members = NODES.objectNode();
            ((MapOf) expression)
                    .entries()
                    .forEach(entry ->
                            members.set(((Literal) entry.getKey()).value().asText(), of(entry.getValue())));
            return members;
        }
        return NODES.textNode(ExpressionText.template(expression));
    }

    /** An argument that names something instead of computing a value: in JSON such a name stands without {@code ${}}. */
    static JsonNode names(Expression expression) {
        if (expression instanceof ListOf list) {
            ArrayNode elements = NODES.arrayNode();
            list.elements().forEach(element -> elements.add(names(element)));
            return elements;
        }
        if (expression instanceof MapOf map) {
            ObjectNode members = NODES.objectNode();
            map.entries().forEach(entry -> members.set(bare(entry.getKey()), names(entry.getValue())));
            return members;
        }
        return NODES.textNode(bare(expression));
    }

    private static String bare(Expression expression) {
        return expression instanceof Literal literal
                ? literal.value().asText()
                : expression instanceof Traversal traversal ? traversal.text() : ExpressionText.of(expression);
    }

    private static JsonNode number(BigDecimal number) {
        if (number.stripTrailingZeros().scale() > 0) {
            return NODES.numberNode(number.doubleValue());
        }
        return number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? NODES.numberNode(number.toBigInteger())
                : number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
                        ? NODES.numberNode(number.longValue())
                        : NODES.numberNode(number.intValue());
    }
}
