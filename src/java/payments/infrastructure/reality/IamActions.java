package payments.infrastructure.reality;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import payments.infrastructure.reality.Dataset.Row;
import payments.infrastructure.text.Nearest;

/** The actions that IAM knows. Those of the services that a program like this uses are held one by one; of others the prefix. */
public final class IamActions {
    private static final IamActions LOADED = new IamActions();

    /** By prefix, then by name in small letters: IAM does not distinguish. */
    private final Map<String, Map<String, IamAction>> held = new HashMap<>();

    private final List<String> prefixes;

    private IamActions() {
        this.prefixes = Datasets.of("iam-prefixes").rows().stream()
                .map(row -> row.text("prefix"))
                .toList();
        for (Row row : Datasets.of("iam-actions").rows()) {
            IamAction action = new IamAction(row.text("action"), row.parts("resources"), row.words("conditions"));
            held.computeIfAbsent(action.service(), key -> new TreeMap<>())
                    .put(action.name().toLowerCase(Locale.ROOT), action);
        }
    }

    /** All actions that are known. */
    public static IamActions known() {
        return LOADED;
    }

    /** Whether some service has this prefix. */
    public boolean hasPrefix(String prefix) {
        return prefixes.contains(prefix.toLowerCase(Locale.ROOT));
    }

    /** The prefix that was probably meant. */
    public Optional<String> nearestPrefix(String prefix) {
        return Nearest.to(prefix.toLowerCase(Locale.ROOT), prefixes);
    }

    /** Whether every action of the service is held, so that one that is not found does not exist. */
    public boolean isHeld(String prefix) {
        return held.containsKey(prefix.toLowerCase(Locale.ROOT));
    }

    /** The actions that a pattern of a policy matches, such as {@code s3:GetObject*}; none for a service that is not held. */
    public List<IamAction> matching(String pattern) {
        String small = pattern.toLowerCase(Locale.ROOT);
        Map<String, IamAction> actions = held.getOrDefault(prefix(small), Map.of());
        if (small.indexOf('*') < 0 && small.indexOf('?') < 0) {
            IamAction found = actions.get(small);
            return found == null ? List.of() : List.of(found);
        }
        Pattern written =
                Pattern.compile(Pattern.quote(small).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
        return actions.values().stream()
                .filter(action ->
                        written.matcher(action.name().toLowerCase(Locale.ROOT)).matches())
                .toList();
    }

    /** The action of the same service that was probably meant. */
    public Optional<String> nearest(String action) {
        Map<String, IamAction> actions = held.getOrDefault(prefix(action.toLowerCase(Locale.ROOT)), Map.of());
        return Nearest.to(action.toLowerCase(Locale.ROOT).replace("*", ""), actions.keySet())
                .map(actions::get)
                .map(IamAction::name);
    }

    /** What stands before the colon of an action. */
    public static String prefix(String action) {
        return action.substring(0, Math.max(0, action.indexOf(':')));
    }
}
