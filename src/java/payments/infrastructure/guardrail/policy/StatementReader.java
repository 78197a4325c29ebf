package payments.infrastructure.guardrail.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one statement of a policy. */
final class StatementReader {
    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    /** {@code *}, or a service's prefix and the action's name; AWS accepts no other wildcard without a colon. */
    private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+");

    private final PolicyKind kind;
    private final JsonNode node;
    private final String label;

    private StatementReader(PolicyKind kind, String place, JsonNode node) {
        this.kind = kind;
        this.node = node;
        this.label =
                node.path("Sid").asText("").isEmpty() ? place : node.path("Sid").asText();
    }

    static PolicyStatement read(PolicyKind kind, boolean version2012, String place, JsonNode node)
            throws InvalidPolicyException {
        StatementReader reader = new StatementReader(kind, place, node);
        if (!node.isObject()) {
            throw reader.invalid("must be an object");
        }
        PolicyReader.knownElements("statement " + reader.label, node, ELEMENTS);
        return new PolicyStatement(
                reader.label,
                version2012,
                reader.effect(),
                reader.principals(),
                reader.actions(),
                reader.resources(),
                reader.conditions());
    }

    private Effect effect() throws InvalidPolicyException {
        return switch (node.path("Effect").asText()) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw invalid("Effect must be Allow or Deny");
        };
    }

    private @Nullable Principals principals() throws InvalidPolicyException {
        String name = oneOf("Principal", "NotPrincipal");
        if (name == null) {
            if (kind != PolicyKind.IDENTITY) {
                throw invalid("a policy of a resource needs Principal");
            }
            return null;
        }
        if (kind == PolicyKind.IDENTITY) {
            throw invalid(name + " has no place in the policy of an identity");
        }
        boolean excluded = name.startsWith("Not");
        JsonNode who = node.path(name);
        if (who.isTextual() && who.asText().equals("*")) {
            return Principals.everyone(excluded);
        }
        if (!who.isObject() || who.isEmpty()) {
            throw invalid(name + " must be * or an object of " + Principals.KINDS);
        }
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : who.properties()) {
            if (!Principals.KINDS.contains(entry.getKey())) {
                throw invalid("%s knows no kind %s, only %s".formatted(name, entry.getKey(), Principals.KINDS));
            }
            names.put(entry.getKey(), texts(name, entry.getValue()));
        }
        return new Principals(excluded, names);
    }

    private Patterns actions() throws InvalidPolicyException {
        String name = oneOf("Action", "NotAction");
        if (name == null) {
            throw invalid("Action or NotAction is missing");
        }
        List<String> actions = texts(name, node.path(name));
        for (String action : actions) {
            if (!Interpolations.in(action) && !ACTION.matcher(action).matches()) {
                throw invalid("%s holds a name that is no action; expected service:Action or *".formatted(name));
            }
        }
        return new Patterns(name.startsWith("Not"), actions);
    }

    private @Nullable Patterns resources() throws InvalidPolicyException {
        String name = oneOf("Resource", "NotResource");
        if (name == null) {
            if (kind == PolicyKind.IDENTITY) {
                throw invalid("Resource or NotResource is missing");
            }
            return null;
        }
        if (kind == PolicyKind.TRUST) {
            throw invalid(name + " has no place in a role's trust policy");
        }
        return new Patterns(name.startsWith("Not"), texts(name, node.path(name)));
    }

    private List<Condition> conditions() throws InvalidPolicyException {
        JsonNode written = node.path("Condition");
        if (!written.isMissingNode() && !written.isObject()) {
            throw invalid("Condition must be an object");
        }
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : written.properties()) {
            ConditionOperator operator = ConditionOperator.of(entry.getKey()).orElse(null);
            if (operator == null || !entry.getValue().isObject()) {
                throw invalid("Condition has no operator " + entry.getKey() + ", or it holds no keys");
            }
            for (Map.Entry<String, JsonNode> key : entry.getValue().properties()) {
                List<String> values = texts(key.getKey(), key.getValue());
                for (String value : values) {
                    if (!operator.comparison().accepts(value)) {
                        throw invalid(
                                "%s cannot compare %s with the value given".formatted(entry.getKey(), key.getKey()));
                    }
                }
                conditions.add(new Condition(operator, key.getKey(), values));
            }
        }
        return conditions;
    }

    private @Nullable String oneOf(String name, String opposite) throws InvalidPolicyException {
        if (node.has(name) && node.has(opposite)) {
            throw invalid("%s and %s exclude each other".formatted(name, opposite));
        }
        return node.has(name) ? name : node.has(opposite) ? opposite : null;
    }

    /** One value or a list of them; numbers and booleans count as their text. */
    private List<String> texts(String name, JsonNode value) throws InvalidPolicyException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value.isArray() ? value : List.of(value)) {
            if (!element.isValueNode() || element.isNull() || element.asText().isEmpty()) {
                throw invalid(name + " must hold texts that are not empty");
            }
            texts.add(element.asText());
        }
        if (texts.isEmpty()) {
            throw invalid(name + " must not be an empty list");
        }
        return texts;
    }

    private InvalidPolicyException invalid(String reason) {
        return new InvalidPolicyException("statement %s: %s".formatted(label, reason));
    }
}
