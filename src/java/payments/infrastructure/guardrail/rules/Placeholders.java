package payments.infrastructure.guardrail.rules;

import java.util.Locale;
import java.util.Set;

/** What stands in a policy only because a policy must not be empty. */
public final class Placeholders {
    /** The service does not exist, so that the statement allows nothing, on whatever resource. */
    private static final Set<String> NO_ACTIONS = Set.of("none:null", "none:none", "null:null");

    private Placeholders() {}

    /** Whether an action is written that does not exist on purpose. */
    public static boolean isNoAction(String action) {
        return NO_ACTIONS.contains(action.toLowerCase(Locale.ROOT));
    }
}
