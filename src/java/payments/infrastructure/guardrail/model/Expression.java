package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * The part of Terraform's expression language that generated configuration uses.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/expressions">Terraform: expressions</a>
 */
sealed interface Expression {
    /** A string, number, boolean or null. */
    record Literal(JsonNode value) implements Expression {}

    /** Text with expressions inside. */
    record Template(List<Expression> parts) implements Expression {}

    /**
     * A walk to an attribute, such as {@code aws_kms_key.documents.arn}.
     *
     * @param steps names and indexes, indexes without their brackets
     * @param text as written
     */
    record Traversal(List<String> steps, String text) implements Expression {}

    /** A call of a function. */
    record Call(String function, List<Expression> arguments, String text) implements Expression {}

    /** A list. */
    record ListOf(List<Expression> elements) implements Expression {}

    /** A map; its keys are expressions too. */
    record MapOf(List<Map.Entry<Expression, Expression>> entries) implements Expression {}

    /** Anything else: kept as text, never guessed. */
    record Opaque(String text) implements Expression {}
}
