package payments.infrastructure.guardrail.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import payments.infrastructure.text.Nearest;

/**
 * A comparison in a pattern of events, such as {@code {"prefix": "pay"}}: an object with one operator.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">AWS: comparison
 *     operators</a>
 */
final class Comparison {
    private static final List<String> OPERATORS =
            List.of("anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard");

    /** What {@code anything-but} may negate beside values. */
    private static final Set<String> NEGATED = Set.of("equals-ignore-case", "prefix", "suffix", "wildcard");

    private static final Set<String> BOUNDS = Set.of("<", "<=", ">", ">=", "=");
    private static final Pattern IPV4_BLOCK =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!/)|(?=/))){4}/(3[0-2]|[12]?\\d)");
    private static final Pattern IPV6_BLOCK =
            Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*/(12[0-8]|1[01]\\d|[1-9]?\\d)");

    /** Two wildcards beside each other, of which the first is not escaped. */
    private static final Pattern TWO_WILDCARDS = Pattern.compile("(^|[^\\\\])(\\\\\\\\)*\\*\\*.*", Pattern.DOTALL);

    private static final int RANGE_TERMS = 4;

    private Comparison() {}

    /** Why the service refuses a comparison; empty when it does not. */
    static Optional<Fault> fault(JsonNode comparison) {
        if (comparison.size() != 1) {
            return fault(comparison, "one operator");
        }
        Map.Entry<String, JsonNode> only = comparison.properties().iterator().next();
        String operator = only.getKey();
        JsonNode operand = only.getValue();
        if (Documents.isOpen(operator) || Documents.isOpen(operand)) {
            return Optional.empty();
        }
        return switch (operator) {
            case "exists" -> require(comparison, operand.isBoolean(), "true or false");
            case "prefix", "suffix" -> require(comparison, isTextOrFolded(operand), "a text");
            case "equals-ignore-case", "exactly" -> require(comparison, operand.isTextual(), "a text");
            case "wildcard" -> require(comparison, isWildcard(operand), "a text without ** in it");
            case "cidr" -> require(comparison, isBlock(operand), "a block of addresses, such as 10.0.0.0/24");
            case "numeric" -> require(comparison, isRange(operand), "a list such as [\">\", 0, \"<=\", 5]");
            case "anything-but" ->
                require(comparison, isNegatable(operand), "a text or number, a list of either, or one of " + NEGATED);
            default -> fault(comparison, Nearest.to(operator, OPERATORS).orElse("one of " + OPERATORS));
        };
    }

    private static Optional<Fault> require(JsonNode comparison, boolean accepted, String expected) {
        return accepted ? Optional.empty() : fault(comparison, expected);
    }

    private static Optional<Fault> fault(JsonNode comparison, String expected) {
        return Optional.of(new Fault(comparison.toString(), expected));
    }

    private static boolean isTextOrFolded(JsonNode operand) {
        boolean folded =
                operand.size() == 1 && operand.path("equals-ignore-case").isTextual();
        return operand.isTextual() || folded;
    }

    private static boolean isWildcard(JsonNode operand) {
        return operand.isTextual()
                && !TWO_WILDCARDS.matcher(operand.textValue()).find();
    }

    private static boolean isBlock(JsonNode operand) {
        return operand.isTextual()
                && (IPV4_BLOCK.matcher(operand.textValue()).matches()
                        || IPV6_BLOCK.matcher(operand.textValue()).matches());
    }

    /** {@code ["=", 5]}, {@code ["<", 5]}, or from a lower bound to an upper one. */
    private static boolean isRange(JsonNode operand) {
        if (!operand.isArray() || operand.isEmpty() || operand.size() % 2 != 0 || operand.size() > RANGE_TERMS) {
            return false;
        }
        for (int i = 0; i < operand.size(); i += 2) {
            JsonNode bound = operand.get(i + 1);
            if (!BOUNDS.contains(operand.get(i).asText()) || !(bound.isNumber() || Documents.isOpen(bound))) {
                return false;
            }
        }
        boolean between = operand.get(0).asText().startsWith(">")
                && operand.path(2).asText().startsWith("<");
        return operand.size() == 2 || (between && isAscending(operand.get(1), operand.get(3)));
    }

    /** Event Ruler: "Bottom must be less than top". */
    private static boolean isAscending(JsonNode lower, JsonNode upper) {
        return !lower.isNumber() || !upper.isNumber() || lower.decimalValue().compareTo(upper.decimalValue()) < 0;
    }

    private static boolean isNegatable(JsonNode operand) {
        if (operand.isObject()) {
            return operand.size() == 1
                    && operand.properties().stream()
                            .allMatch(only -> NEGATED.contains(only.getKey()) && isTexts(only.getValue()));
        }
        return operand.isTextual() || operand.isNumber() || isTexts(operand) || isNumbers(operand);
    }

    private static boolean isTexts(JsonNode operand) {
        boolean list = operand.isArray() && !operand.isEmpty();
        return list ? all(operand, JsonNode::isTextual) : !operand.asText().isEmpty() && operand.isTextual();
    }

    private static boolean isNumbers(JsonNode operand) {
        return operand.isArray()
                && !operand.isEmpty()
                && all(operand, element -> element.isNumber() || Documents.isOpen(element));
    }

    private static boolean all(JsonNode list, Predicate<JsonNode> condition) {
        return StreamSupport.stream(list.spliterator(), false).allMatch(condition);
    }
}
