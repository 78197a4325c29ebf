package payments.infrastructure.guardrail.rules.observability;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter pattern of CloudWatch Logs, of one of its three kinds: terms, a comparison of JSON in braces, fields between blanks in
 * brackets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">AWS: filter pattern syntax</a>
 */
final class FilterPattern {
    private enum Kind {
        TERMS,
        JSON,
        FIELDS
    }

    private static final String SELECTOR =
            "\\$(\\.[^\\s\\[\\].=!<>()&|\"]+|\\.\"[^\"]+\"|\\[(\\d+|\\*|\"[^\"]*\"|'[^']*'|:?\\d*:?\\d*)\\]|\\.\\*)+";
    private static final String VALUE = "(\"[^\"]*\"|%[^%]+%|[^\\s(){}&|\"$=<>!]+)";
    private static final Pattern SELECTED = Pattern.compile(SELECTOR);

    /** One comparison of a field with a value. */
    private static final Pattern COMPARISON = Pattern.compile("\\s*" + SELECTOR + "\\s*((=|!=|>=|<=|>|<)\\s*" + VALUE
            + "|\\s(?i:IS\\s+(NOT\\s+)?(NULL|TRUE|FALSE)|NOT\\s+EXISTS|EXISTS))");

    private static final Pattern WRONG_TERM = Pattern.compile("[:=$(){}\\[\\]<>|&,]");
    private static final Pattern FIELD = Pattern.compile("\\(?\\s*([^\\s=!<>()|&]+)\\s*([=!<>(|&].*)?", Pattern.DOTALL);

    private final Kind kind;
    private final String text;
    private final Set<String> names = new LinkedHashSet<>();
    private Optional<String> problem = Optional.empty();
    private int at;

    private FilterPattern(String text) {
        this.text = text.strip();
        this.kind = this.text.startsWith("{") ? Kind.JSON : this.text.startsWith("[") ? Kind.FIELDS : Kind.TERMS;
    }

    static FilterPattern of(String text) {
        FilterPattern pattern = new FilterPattern(text);
        pattern.problem = switch (pattern.kind) {
            case JSON -> pattern.json();
            case FIELDS -> pattern.between();
            case TERMS -> pattern.terms();
        };
        return pattern;
    }

    /** What CloudWatch Logs takes instead; empty when it takes the pattern. */
    Optional<String> problem() {
        return problem;
    }

    /** Whether a value or dimension can be read from what the pattern matches. */
    boolean hasField(String reading) {
        return switch (kind) {
            case JSON -> SELECTED.matcher(reading).matches();
            case FIELDS -> reading.startsWith("$") && names.contains(reading.substring(1));
            case TERMS -> false;
        };
    }

    /** What can be read, in the words of a finding. */
    String fields() {
        return switch (kind) {
            case JSON -> "a field such as $.name";
            case FIELDS -> "a field of the pattern: $" + String.join(", $", names);
            case TERMS -> "a field of a pattern in braces or brackets: one of terms has none";
        };
    }

    private Optional<String> terms() {
        String plain = text.replaceAll("\"[^\"]*\"", " ").replaceAll("%[^%]+%", " ");
        if (plain.contains("\"")) {
            return Optional.of("an end for each quoted text");
        }
        for (String term : plain.split("\\s+", -1)) {
            if (WRONG_TERM.matcher(term).find()) {
                return Optional.of(
                        "terms of letters and digits, others in quotes; { $.field = value } for JSON, not " + term);
            }
        }
        return Optional.empty();
    }

    private Optional<String> between() {
        if (!text.endsWith("]")) {
            return Optional.of("a closing bracket");
        }
        String plain = text.substring(1, text.length() - 1)
                .replaceAll("\"[^\"]*\"", "''")
                .replaceAll("%[^%]+%", "''");
        if (plain.contains("\"")) {
            return Optional.of("an end for each quoted text");
        }
        for (String part : plain.split(",", -1)) {
            Matcher field = FIELD.matcher(part.strip());
            if (!field.matches()) {
                return Optional.of("names of fields, joined by commas, such as [ip, user, status = 5*]");
            }
            names.add(field.group(1));
        }
        return Optional.empty();
    }

    private Optional<String> json() {
        if (!text.endsWith("}")) {
            return Optional.of("a closing brace");
        }
        at = 1;
        boolean sound = either(text.length() - 1);
        blanks();
        return sound && at == text.length() - 1
                ? Optional.empty()
                : Optional.of("comparisons such as { ($.a = \"x\") && ($.b > 1) }, joined by && and ||; stops at "
                        + text.substring(Math.min(at, text.length() - 1)));
    }

    private boolean either(int end) {
        if (!term(end)) {
            return false;
        }
        blanks();
        while (text.startsWith("&&", at) || text.startsWith("||", at)) {
            at += 2;
            if (!term(end)) {
                return false;
            }
            blanks();
        }
        return true;
    }

    private boolean term(int end) {
        blanks();
        if (text.startsWith("(", at)) {
            at++;
            if (!either(end) || !text.startsWith(")", at)) {
                return false;
            }
            at++;
            return true;
        }
        Matcher comparison = COMPARISON.matcher(text).region(at, end);
        if (!comparison.lookingAt()) {
            return false;
        }
        at = comparison.end();
        return true;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
