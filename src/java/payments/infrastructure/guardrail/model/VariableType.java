package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.guardrail.model.hcl.Expression;
import payments.infrastructure.guardrail.model.hcl.Expression.Call;
import payments.infrastructure.guardrail.model.hcl.Expression.Literal;
import payments.infrastructure.guardrail.model.hcl.Expression.MapOf;
import payments.infrastructure.guardrail.model.hcl.ExpressionParser;

/**
 * What the type of a variable makes of a value: an object has the members of its type and no others, and an optional member that
 * is not given has its default, or is null.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/expressions/type-constraints#optional-object-type-attributes">Terraform:
 *     optional attributes</a>
 */
final class VariableType {
    private final Scope scope;

    private VariableType(Scope scope) {
        this.scope = scope;
    }

    /**
     * The value as the variable has it.
     *
     * @param type as it is written; missing where the variable has none
     */
    static Value complete(Scope scope, JsonNode type, Value value) {
        String written = Module.bare(type.asText(""));
        return written.indexOf('(') < 0
                ? value
                : new VariableType(scope).complete(ExpressionParser.template("${" + written + "}"), value);
    }

    private Value complete(Expression type, Value value) {
        if (!(type instanceof Call call)
                || call.arguments().isEmpty()
                || value.target().isPresent()) {
            return value;
        }
        Expression inner = call.arguments().get(0);
        return switch (call.function()) {
            case "object" -> inner instanceof MapOf members && value.json().isObject() ? object(members, value) : value;
            case "list" -> value.json().isArray() ? Value.list(elements(inner, value)) : value;
            case "set" -> value.json().isArray() ? FunctionCall.set(elements(inner, value)) : value;
            case "map" -> value.json().isObject() ? map(inner, value) : value;
            default -> value;
        };
    }

    private List<Value> elements(Expression type, Value value) {
        return value.elements().stream().map(element -> complete(type, element)).toList();
    }

    private Value map(Expression type, Value value) {
        Map<String, Value> members = new LinkedHashMap<>();
        value.members().forEach((name, member) -> members.put(name, complete(type, member)));
        return Value.map(members);
    }

    private Value object(MapOf type, Value value) {
        Map<String, Value> given = value.members();
        Map<String, Value> members = new LinkedHashMap<>();
        for (Map.Entry<Expression, Expression> entry : type.entries()) {
            if (!(entry.getKey() instanceof Literal name)) {
                return value;
            }
            String member = name.value().asText();
            boolean optional =
                    entry.getValue() instanceof Call call && call.function().equals("optional");
            List<Expression> arguments = optional ? ((Call) entry.getValue()).arguments() : List.of(entry.getValue());
            Value written = given.getOrDefault(member, Value.absent());
            if (written.isAbsent() && arguments.size() > 1) {
                written = Resolver.evaluate(scope, arguments.get(1));
            }
            members.put(member, arguments.isEmpty() ? written : complete(arguments.get(0), written));
        }
        return Value.map(members);
    }
}
