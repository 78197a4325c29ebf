package payments.infrastructure.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.policy.Patterns;
import payments.infrastructure.reality.IamAction;
import payments.infrastructure.reality.IamActions;

/** Names that a pattern of a policy matches, some of which no other pattern does. */
final class Samples {
    /** A name that nothing has: only a wildcard matches it. */
    static final String NAME = "canary-9f3b";

    private static final String ANY_ACTION = "canary:CanaryAction";
    private static final String ANY_ARN = "arn:aws:canary:canary-region-9:000000000000:" + NAME;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[a-z0-9]+:[A-Za-z]+[^.}]*}");

    private Samples() {}

    /** The pattern with something in the place of each wildcard that stands in no other pattern. */
    static String of(String pattern) {
        if (pattern.equals("*")) {
            return ANY_ARN;
        }
        return VARIABLE.matcher(pattern).replaceAll(NAME).replace("*", NAME).replace("?", "9");
    }

    /**
     * Actions of one pattern: itself, or of a wildcard all that AWS has, and one that it has not.
     *
     * @param named actions that other statements name, of which a wildcard stands for those that it matches
     */
    static Set<String> actions(String pattern, Set<String> named) {
        if (!isWild(pattern)) {
            return Set.of(pattern);
        }
        Set<String> actions = new LinkedHashSet<>();
        Pattern written = Pattern.compile(Pattern.quote(pattern.toLowerCase(Locale.ROOT))
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q"));
        IamActions.known().matching(pattern).stream().map(IamAction::name).forEach(actions::add);
        named.stream()
                .filter(action ->
                        written.matcher(action.toLowerCase(Locale.ROOT)).matches())
                .forEach(actions::add);
        actions.add(
                pattern.equals("*")
                        ? ANY_ACTION
                        : pattern.replace("*", "Canary").replace("?", "9"));
        return actions;
    }

    /** Actions that "all but these" matches, as far as other statements name them. */
    static Set<String> otherActions(Set<String> named) {
        Set<String> actions = new LinkedHashSet<>(named);
        actions.add(ANY_ACTION);
        return actions;
    }

    static boolean isWild(String pattern) {
        return pattern.contains("*") || pattern.contains("?");
    }

    /** How a report shows the patterns of a statement. */
    static List<String> labels(Patterns patterns) {
        return patterns.excluded()
                ? List.of("everything but " + String.join(", ", patterns.patterns()))
                : patterns.patterns();
    }
}
