package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Terraform's functions with patterns, of which only those that Java writes in the same way are tried. Terraform's search needs
 * time in proportion to the text; Java's may not end, so it is given up after a number of steps.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/functions/regex">Terraform: regex</a>
 */
final class PatternFunctions {
    private static final int MOST_STEPS = 1_000_000;
    private static final Pattern NAMED = Pattern.compile("\\(\\?P?<([A-Za-z][A-Za-z0-9]*)>");

    private PatternFunctions() {}

    /** The result; empty where it is another function, or where it cannot be computed. */
    static Optional<Value> of(String function, List<Value> arguments) {
        if (arguments.size() != 2 || !arguments.stream().allMatch(Value::isKnown)) {
            return Optional.empty();
        }
        return switch (function) {
            case "regex" -> all(arguments).flatMap(found -> found.stream().findFirst());
            case "regexall" -> all(arguments).map(Value::list);
            default -> Optional.empty();
        };
    }

    /** Whether {@code regex} finds something, where that is all that is asked; empty where it cannot be computed. */
    static Optional<Value> finds(List<Value> arguments) {
        return arguments.size() == 2 && arguments.stream().allMatch(Value::isKnown)
                ? all(arguments).map(found -> Value.of(BooleanNode.valueOf(!found.isEmpty())))
                : Optional.empty();
    }

    /** The text with every place that a pattern finds replaced; empty where it cannot be computed. */
    static Optional<String> replaced(String text, String pattern, String replacement) {
        try {
            return Optional.of(compiled(pattern).matcher(new Steps(text)).replaceAll(replacement));
        } catch (PatternSyntaxException | Steps.Spent e) {
            return Optional.empty();
        }
    }

    private static Optional<List<Value>> all(List<Value> arguments) {
        String pattern = arguments.get(0).text();
        try {
            Matcher matcher =
                    compiled(pattern).matcher(new Steps(arguments.get(1).text()));
            List<String> names = new ArrayList<>();
            Matcher named = NAMED.matcher(pattern);
            while (named.find()) {
                names.add(named.group(1));
            }
            List<Value> found = new ArrayList<>();
            while (matcher.find() && found.size() < Declaration.MOST_INSTANCES) {
                found.add(names.isEmpty() ? groups(matcher) : named(matcher, names));
            }
            return Optional.of(found);
        } catch (PatternSyntaxException | Steps.Spent e) {
            return Optional.empty();
        }
    }

    private static Pattern compiled(String pattern) {
        return Pattern.compile(pattern.replace("(?P<", "(?<"));
    }

    private static Value groups(Matcher matcher) {
        if (matcher.groupCount() == 0) {
            return text(matcher.group());
        }
        List<Value> groups = new ArrayList<>();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            groups.add(text(matcher.group(group)));
        }
        return Value.list(groups);
    }

    private static Value named(Matcher matcher, List<String> names) {
        Map<String, Value> groups = new LinkedHashMap<>();
        names.forEach(name -> groups.put(name, text(matcher.group(name))));
        return Value.map(groups);
    }

    private static Value text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? Value.absent() : Value.of(TextNode.valueOf(text));
    }

    /** A text that counts how often it is looked at. */
    private static final class Steps implements CharSequence {
        private final String text;
        private int steps;

        Steps(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw new Spent();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }

        /** Ends a search that does not end by itself. */
        private static final class Spent extends RuntimeException {
            private static final long serialVersionUID = 1;

            Spent() {
                super(null, null, false, false);
            }
        }
    }
}
