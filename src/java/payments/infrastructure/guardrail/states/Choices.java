package payments.infrastructure.guardrail.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of a choice state: each leads somewhere, and compares a place of the input with a value of the operator's type.
 *
 * @param name what the state is called
 * @param body its fields
 * @param jsonata whether its conditions are written in JSONata
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html">AWS: choice state, comparison
 *     operators</a>
 */
record Choices(String name, JsonNode body, boolean jsonata) {
    private static final Set<String> JOINS = Set.of("And", "Or", "Not");
    private static final Set<String> BESIDE = Set.of("Variable", "Next", "Comment", "Assign", "Output");
    private static final Set<String> OF_JSONATA = Set.of("Condition", "Next", "Comment", "Assign", "Output");
    private static final Set<String> TESTS =
            Set.of("IsBoolean", "IsNull", "IsNumeric", "IsPresent", "IsString", "IsTimestamp");
    private static final Set<String> OPERATORS = operators();

    private static Set<String> operators() {
        List<String> ordered = List.of("Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals");
        Set<String> compared = Stream.of("String", "Numeric", "Timestamp")
                .flatMap(type -> ordered.stream().map(type::concat))
                .collect(Collectors.toCollection(TreeSet::new));
        compared.add("BooleanEquals");
        Set<String> all = new TreeSet<>(compared);
        compared.forEach(operator -> all.add(operator + "Path"));
        all.addAll(TESTS);
        all.add("StringMatches");
        return all;
    }

    /** Notes what Step Functions would refuse. */
    void judge(Faults faults) {
        JsonNode choices = body.path("Choices");
        if (!choices.isArray() || choices.isEmpty()) {
            faults.add(name, "Choices " + choices, "at least one rule");
        }
        for (JsonNode choice : choices) {
            if (!choice.has("Next")) {
                faults.add(name, "a choice without Next", "the state that it leads to");
            }
            if (jsonata) {
                faults.onlyFields(name, "a choice", choice, OF_JSONATA);
                faults.exactlyOne(name, choice, "Condition");
            } else {
                judge(choice, faults);
            }
        }
    }

    private void judge(JsonNode rule, Faults faults) {
        List<String> joins = JOINS.stream().filter(rule::has).toList();
        if (!joins.isEmpty()) {
            joins.forEach(join -> {
                JsonNode joined = rule.path(join);
                if (join.equals("Not")) {
                    judgeInner(joined, faults);
                } else if (joined.isArray() && !joined.isEmpty()) {
                    joined.forEach(inner -> judgeInner(inner, faults));
                } else {
                    faults.add(name, "%s %s".formatted(join, joined), "at least one rule");
                }
            });
            return;
        }
        if (!rule.has("Variable")) {
            faults.add(name, "a choice without Variable", "the path of what it compares");
        }
        faults.require(name, rule, "Variable", Paths::isPath, "a path such as $.valid");
        Set<String> operators = new TreeSet<>();
        rule.fieldNames().forEachRemaining(operators::add);
        operators.removeAll(BESIDE);
        if (operators.size() != 1) {
            faults.add(
                    name,
                    operators.isEmpty() ? "a choice that compares nothing" : String.join(" and ", operators),
                    "exactly one operator");
        }
        operators.forEach(operator -> judgeOperator(rule, operator, faults));
    }

    private void judgeInner(JsonNode rule, Faults faults) {
        if (rule.has("Next")) {
            faults.add(name, "Next inside of And, Or or Not", "Next beside it");
        }
        judge(rule, faults);
    }

    private void judgeOperator(JsonNode rule, String operator, Faults faults) {
        if (!OPERATORS.contains(operator)) {
            faults.add(name, "operator " + operator, "one of " + String.join(", ", OPERATORS));
        } else if (operator.endsWith("Path")) {
            faults.require(name, rule, operator, Paths::isPath, "a path such as $.other");
        } else if (TESTS.contains(operator) || operator.startsWith("Boolean")) {
            faults.require(name, rule, operator, JsonNode::isBoolean, "true or false");
        } else if (operator.startsWith("Numeric")) {
            faults.require(name, rule, operator, JsonNode::isNumber, "a number");
        } else if (operator.startsWith("Timestamp")) {
            faults.require(name, rule, operator, Choices::isTimestamp, "a time such as 2026-01-31T12:00:00Z");
        } else {
            faults.require(name, rule, operator, JsonNode::isTextual, "a text");
        }
    }

    /** Whether it is a time with its offset, as RFC 3339 writes it. */
    static boolean isTimestamp(JsonNode value) {
        try {
            return value.isTextual() && OffsetDateTime.parse(value.textValue()).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
