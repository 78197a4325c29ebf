package payments.infrastructure.guardrail.model.hcl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.hcl.Expression.Access;
import payments.infrastructure.guardrail.model.hcl.Expression.Call;
import payments.infrastructure.guardrail.model.hcl.Expression.ListOf;
import payments.infrastructure.guardrail.model.hcl.Expression.Literal;
import payments.infrastructure.guardrail.model.hcl.Expression.Loop;
import payments.infrastructure.guardrail.model.hcl.Expression.MapOf;
import payments.infrastructure.guardrail.model.hcl.Expression.Opaque;
import payments.infrastructure.guardrail.model.hcl.Expression.Operation;
import payments.infrastructure.guardrail.model.hcl.Expression.Template;
import payments.infrastructure.guardrail.model.hcl.Expression.Traversal;

/** Writes expressions, as HCL has them inside of {@code ${}}, and as a string of Terraform JSON has them. */
final class ExpressionText {
    private ExpressionText() {}

    /** The expression in one line of HCL. */
    static String of(Expression expression) {
        if (expression instanceof Literal literal) {
            return literal.value().isTextual()
                    ? quoted(List.of(literal))
                    : literal.value().asText();
        }
        if (expression instanceof Template template) {
            return quoted(template.parts());
        }
        if (expression instanceof ListOf list) {
            return list.elements().stream().map(ExpressionText::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (expression instanceof MapOf map) {
            return map.entries().stream()
                    .map(entry -> key(entry.getKey()) + " = " + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (expression instanceof Traversal traversal) {
            return traversal.text();
        }
        if (expression instanceof Access access) {
            return access.text();
        }
        if (expression instanceof Call call) {
            return call.text();
        }
        if (expression instanceof Operation operation) {
            return operation.text();
        }
        return expression instanceof Loop loop ? loop.text() : ((Opaque) expression).text();
    }

    /** The expression as a string of JSON, which is a template: what is no text of it stands in {@code ${}}. */
    static String template(Expression expression) {
        List<Expression> parts = expression instanceof Template template ? template.parts() : List.of(expression);
        return parts.stream()
                .map(part -> part instanceof Literal literal && literal.value().isTextual()
                        ? unread(literal.value())
                        : "${" + of(part) + "}")
                .collect(Collectors.joining());
    }

    private static String key(Expression key) {
        return key instanceof Literal ? of(key) : "(" + of(key) + ")";
    }

    private static String quoted(List<Expression> parts) {
        return parts.stream()
                .map(part -> part instanceof Literal literal && literal.value().isTextual()
                        ? unread(literal.value())
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r")
                                .replace("\t", "\\t")
                        : "${" + of(part) + "}")
                .collect(Collectors.joining("", "\"", "\""));
    }

    /** A text in which nothing may be taken for an expression. */
    private static String unread(JsonNode text) {
        return text.textValue().replace("${", "$${").replace("%{", "%%{");
    }
}
