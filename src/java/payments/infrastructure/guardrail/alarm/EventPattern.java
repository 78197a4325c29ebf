package payments.infrastructure.guardrail.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A filter pattern of CloudWatch Logs over JSON, as a test of an event. A comparison with a field that the event does not have is not
 * met, whatever the operator is, but by {@code NOT EXISTS}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">AWS: filter pattern syntax</a>
 */
public final class EventPattern {
    private static final Pattern COMPARISON = Pattern.compile(
            "\\s*\\$\\.?((?:[^\\s=!<>()&|\"]|\"[^\"]*\")+)\\s*(?:(=|!=|>=|<=|>|<)\\s*(\"[^\"]*\"|%[^%]+%|[^\\s(){}&|\"$=<>!]+)"
                    + "|(?i:(IS\\s+NOT\\s+\\w+|IS\\s+\\w+|NOT\\s+EXISTS|EXISTS)))");

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    private final String text;
    private int at = 1;

    private EventPattern(String text) {
        this.text = text;
    }

    /** The test that a pattern is; empty when it is no pattern over JSON, or is written wrong. */
    public static Optional<Predicate<JsonNode>> of(String pattern) {
        String text = pattern.strip();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            return Optional.empty();
        }
        EventPattern reader = new EventPattern(text);
        Optional<Predicate<JsonNode>> read = reader.either();
        reader.blanks();
        return reader.at == text.length() - 1 ? read : Optional.empty();
    }

    private Optional<Predicate<JsonNode>> either() {
        Optional<Predicate<JsonNode>> left = both();
        while (left.isPresent() && accept("||")) {
            Predicate<JsonNode> before = left.get();
            left = both().map(before::or);
        }
        return left;
    }

    private Optional<Predicate<JsonNode>> both() {
        Optional<Predicate<JsonNode>> left = term();
        while (left.isPresent() && accept("&&")) {
            Predicate<JsonNode> before = left.get();
            left = term().map(before::and);
        }
        return left;
    }

    private Optional<Predicate<JsonNode>> term() {
        if (accept("(")) {
            Optional<Predicate<JsonNode>> inner = either();
            return accept(")") ? inner : Optional.empty();
        }
        Matcher comparison = COMPARISON.matcher(text).region(at, text.length() - 1);
        if (!comparison.lookingAt()) {
            return Optional.empty();
        }
        at = comparison.end();
        List<String> steps = steps(comparison.group(1));
        if (comparison.group(4) != null) {
            String test = comparison.group(4).toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
            return Optional.of(event -> holds(test, select(event, steps)));
        }
        Predicate<JsonNode> value = comparison(comparison.group(2), comparison.group(3));
        return Optional.of(event -> value.test(select(event, steps)));
    }

    /** A field's names and places from outside to inside: a place in a list is in brackets. */
    private static List<String> steps(String field) {
        return Stream.of(field.replace("[", ".[").split("\\.", -1))
                .filter(step -> !step.isEmpty())
                .map(step ->
                        INDEX.matcher(step).matches() ? step : step.replaceAll("^\\[|\\]$|^\\[?[\"']|[\"']\\]?$", ""))
                .toList();
    }

    private static JsonNode select(JsonNode event, List<String> steps) {
        JsonNode found = event;
        for (String step : steps) {
            found = INDEX.matcher(step).matches()
                    ? found.path(Integer.parseInt(step.substring(1, step.length() - 1)))
                    : found.path(step);
        }
        return found;
    }

    private static boolean holds(String test, JsonNode found) {
        return switch (test) {
            case "NOT EXISTS" -> found.isMissingNode();
            case "EXISTS" -> !found.isMissingNode();
            case "IS NULL" -> found.isNull();
            case "IS NOT NULL" -> !found.isNull() && !found.isMissingNode();
            case "IS TRUE" -> found.isBoolean() && found.booleanValue();
            case "IS FALSE" -> found.isBoolean() && !found.booleanValue();
            default -> false;
        };
    }

    private static Predicate<JsonNode> comparison(String operator, String written) {
        Predicate<String> holds =
                switch (operator) {
                    case "=" -> equal(written);
                    case "!=" -> equal(written).negate();
                    default -> found -> compares(operator, written, found);
                };
        return found -> found.isValueNode() && !found.isNull() && holds.test(found.asText());
    }

    private static Predicate<String> equal(String written) {
        if (written.startsWith("%")) {
            try {
                return Pattern.compile(written.substring(1, written.length() - 1))
                        .asPredicate();
            } catch (PatternSyntaxException e) {
                return found -> false;
            }
        }
        String wanted = written.replaceAll("^\"|\"$", "");
        return wanted.contains("*")
                ? Pattern.compile("(?s)\\Q" + wanted.replace("*", "\\E.*\\Q") + "\\E")
                        .asMatchPredicate()
                : found -> wanted.equals(found) || (!written.startsWith("\"") && isSameNumber(wanted, found));
    }

    private static boolean isSameNumber(String wanted, String found) {
        return number(wanted).isPresent()
                && number(wanted)
                        .map(BigDecimal::stripTrailingZeros)
                        .equals(number(found).map(BigDecimal::stripTrailingZeros));
    }

    private static boolean compares(String operator, String written, String found) {
        Optional<BigDecimal> left = number(found);
        Optional<BigDecimal> right = number(written);
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        int order = left.get().compareTo(right.get());
        return switch (operator) {
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            default -> order <= 0;
        };
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean accept(String wanted) {
        blanks();
        if (text.startsWith(wanted, at)) {
            at += wanted.length();
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
