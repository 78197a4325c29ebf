package payments.infrastructure.reality;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import payments.infrastructure.reality.Dataset.Row;
import payments.infrastructure.reality.HarmfulAction.Kind;

/**
 * The actions that change who may do what, what code runs, or what is remembered: those of AWS's access level Permissions
 * management, everything that writes in the services of identities, and those that were chosen by hand.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html">AWS:
 *     access levels</a>
 */
public final class HarmfulActions {

    /** Services that hold nothing but identities and permissions. */
    private static final List<String> OF_IDENTITIES =
            List.of("iam", "organizations", "sso", "identitystore", "ram", "account");

    /** What only reads or uses something, whatever its access level. */
    private static final Pattern READS = Pattern.compile("[^:]+:"
            + "(?:Get|List|Describe|BatchGet|Search|Simulate|Generate|Validate|Test|Check|View).*"
            + "|.*:(?:Use|Invoke|Access|Allow|Authorize(?!DB)|connect|Glue).*");

    /**
     * What is needed and cannot be misused: roles that AWS alone defines; passing roles, which has rules of its own; the policy by
     * which a state machine or firewall lets the delivery of its own logs in; and handing a copy over to the owner of its bucket.
     */
    private static final Set<String> NEEDED = Set.of(
            "iam:PassRole",
            "iam:CreateServiceLinkedRole",
            "logs:PutResourcePolicy",
            "s3:ObjectOwnerOverrideToBucketOwner");

    private static final HarmfulActions LOADED = new HarmfulActions();

    /** By prefix, then by name in small letters: IAM does not distinguish. */
    private final Map<String, Map<String, HarmfulAction>> byPrefix = new HashMap<>();

    private HarmfulActions() {
        for (Row row : Datasets.of("iam-permission-actions").rows()) {
            addManaging(row.text("action"));
        }
        OF_IDENTITIES.stream()
                .flatMap(prefix -> IamActions.known().matching(prefix + ":*").stream())
                .forEach(action -> addManaging(action.name()));
        for (Row row : Datasets.of("iam-harmful-actions").rows()) {
            add(new HarmfulAction(
                    row.text("action"), Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)), row.text("what")));
        }
    }

    private void addManaging(String action) {
        if (!READS.matcher(action).matches() && !NEEDED.contains(action)) {
            add(new HarmfulAction(action, Kind.PERMISSIONS, "who may do what"));
        }
    }

    private void add(HarmfulAction action) {
        byPrefix.computeIfAbsent(IamActions.prefix(action.name()), key -> new TreeMap<>())
                .putIfAbsent(action.name().toLowerCase(Locale.ROOT), action);
    }

    /** All that are known. */
    public static HarmfulActions known() {
        return LOADED;
    }

    /** All of the kinds. */
    public List<HarmfulAction> of(Set<Kind> kinds) {
        return chosen(
                byPrefix.values().stream()
                        .flatMap(actions -> actions.values().stream())
                        .toList(),
                kinds);
    }

    /** Those of the kinds that a pattern of a policy matches, such as {@code lambda:Update*}. */
    public List<HarmfulAction> matching(String pattern, Set<Kind> kinds) {
        String small = pattern.toLowerCase(Locale.ROOT);
        String prefix = IamActions.prefix(small);
        if (!isGlob(small)) {
            HarmfulAction found = byPrefix.getOrDefault(prefix, Map.of()).get(small);
            return found != null && kinds.contains(found.kind()) ? List.of(found) : List.of();
        }
        Pattern written =
                Pattern.compile(Pattern.quote(small).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
        List<HarmfulAction> found = new ArrayList<>();
        byPrefix.forEach((service, actions) -> {
            if (service.equals(prefix) || isGlob(prefix) || prefix.isEmpty()) {
                actions.forEach((name, action) -> {
                    if (written.matcher(name).matches()) {
                        found.add(action);
                    }
                });
            }
        });
        return chosen(found, kinds);
    }

    private static List<HarmfulAction> chosen(Collection<HarmfulAction> actions, Set<Kind> kinds) {
        return actions.stream().filter(action -> kinds.contains(action.kind())).toList();
    }

    private static boolean isGlob(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }
}
