package payments.infrastructure.guardrail.model.hcl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Terraform's expression language, as far as it can be computed without a provider.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/expressions">Terraform: expressions</a>
 */
public sealed interface Expression {
    /** A string, number, boolean or null. */
    record Literal(JsonNode value) implements Expression {}

    /** Text with expressions inside. */
    record Template(List<Expression> parts) implements Expression {}

    /**
     * A walk to an attribute of which every step is written, such as {@code aws_kms_key.documents.arn}.
     *
     * @param steps names and indexes, indexes without their brackets
     * @param text as written
     */
    record Traversal(List<String> steps, String text) implements Expression {}

    /**
     * A walk from any expression, or with a computed step, such as {@code aws_s3_bucket.b[each.key].id}.
     *
     * @param steps expressions of names and keys; {@link #EVERY} for a splat
     */
    record Access(Expression base, List<Expression> steps, String text) implements Expression {}

    /**
     * A call of a function.
     *
     * @param spread whether the elements of the last argument, a list, are arguments
     */
    record Call(String function, List<Expression> arguments, boolean spread, String text) implements Expression {}

    /** An operator with one operand or two, or {@code ?} with three. */
    record Operation(String operator, List<Expression> operands, String text) implements Expression {}

    /**
     * A {@code for} expression; a list without a key, else a map.
     *
     * @param names what an element is called: its value, or its key and its value
     * @param grouped whether several values of one key are put into a list
     */
    record Loop(
            List<String> names,
            Expression collection,
            Optional<Expression> key,
            Expression element,
            Optional<Expression> condition,
            boolean grouped,
            String text)
            implements Expression {}

    /** A list. */
    record ListOf(List<Expression> elements) implements Expression {}

    /** A map; its keys are expressions too. */
    record MapOf(List<Map.Entry<Expression, Expression>> entries) implements Expression {}

    /** Anything else: kept as text, never guessed. */
    record Opaque(String text) implements Expression {}

    /** The step to every element of a list. */
    Expression EVERY = new Opaque("*");
}
