package payments.infrastructure.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces <code>${NAME}</code> and <code>${NAME:-default}</code> in the scalars of a deployment file; the default may be one
 * more such variable. A variable that is set to nothing counts as unset, since that is how pipelines pass on what they do not
 * have.
 */
final class Interpolation {
    /** What a placeholder looks like; the JSON Schema accepts it wherever the loader does. */
    static final String PLACEHOLDER =
            "\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^{}]*|\\$\\{[A-Za-z_][A-Za-z0-9_]*(?::-[^{}]*)?\\}))?\\}";

    private static final Pattern VALID = Pattern.compile(PLACEHOLDER);

    private final Map<String, String> variables;
    private final Problems problems;
    private final Set<String> asked = new TreeSet<>();

    Interpolation(Map<String, String> variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
    }

    /** The names of all variables that were asked for so far, set or not. */
    Set<String> asked() {
        return asked;
    }

    /** The text with its placeholders replaced; null where that failed, which has been reported then. */
    @Nullable String replace(Position at, String text) {
        StringBuilder replaced = new StringBuilder();
        Matcher matcher = VALID.matcher(text);
        Set<String> unset = new LinkedHashSet<>();
        boolean sound = true;
        int copied = 0;
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = variables.getOrDefault(name, "");
            asked.add(name);
            String fallback = matcher.group(2);
            if (fallback != null && fallback.startsWith("${")) {
                fallback = replace(at, fallback);
                sound &= fallback != null;
            }
            if (value.isEmpty() && matcher.group(2) == null) {
                unset.add(name);
            }
            replaced.append(text, copied, matcher.start())
                    .append(value.isEmpty() && fallback != null ? fallback : value);
            copied = matcher.end();
            if (replaced.length() > YamlReader.LONGEST_VALUE) {
                problems.add(YamlErrors.tooLong(at, replaced.length(), YamlReader.LONGEST_VALUE));
                return null;
            }
        }
        replaced.append(text, copied, text.length());
        unset.forEach(name -> problems.add(YamlErrors.unsetVariable(at, text, name)));
        boolean malformed = VALID.matcher(text).replaceAll("").contains("${");
        if (malformed) {
            problems.add(YamlErrors.malformedPlaceholder(at, text));
        }
        return unset.isEmpty() && sound && !malformed ? replaced.toString() : null;
    }
}
