package payments.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The few expressions of GitHub Actions that the workflows use: {@code inputs.name}, {@code vars.name}, and a text to take where
 * that is empty. Any other fails the test that meets it.
 *
 * @param values what each context holds, such as {@code vars.AWS_REGION}
 */
record Expressions(Map<String, String> values) {
    private static final Pattern EXPRESSION =
            Pattern.compile("\\$\\{\\{ *((?:inputs|vars)\\.[A-Za-z_]+)(?: *\\|\\| *'([^']*)')? *}}");

    Expressions {
        values = Map.copyOf(values);
    }

    /** These with the inputs of a workflow that is called. */
    Expressions with(Map<String, String> inputs) {
        Map<String, String> all = new LinkedHashMap<>(values);
        inputs.forEach((name, value) -> all.put("inputs." + name, value));
        return new Expressions(all);
    }

    /** A text with every expression replaced. */
    String evaluate(String text) {
        String evaluated = EXPRESSION.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
        if (evaluated.contains("${{")) {
            throw new AssertionError("no test knows this expression: " + evaluated);
        }
        return evaluated;
    }

    private String value(MatchResult expression) {
        String value = values.getOrDefault(expression.group(1), "");
        if (value.isEmpty() && expression.group(2) == null) {
            throw new AssertionError("nobody configured %s".formatted(expression.group(1)));
        }
        return value.isEmpty() ? expression.group(2) : value;
    }
}
