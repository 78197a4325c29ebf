package payments.infrastructure.reality;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.reality.Dataset.Row;
import payments.infrastructure.text.Nearest;

/** The condition keys that IAM knows, and which actions carry them. Letters count as equal, large or small. */
public final class IamConditionKeys {
    /** Carried only where the action takes tags, though AWS calls these keys global. */
    private static final Set<String> OF_TAGS = Set.of("aws:requesttag", "aws:resourcetag", "aws:tagkeys");

    private static final IamConditionKeys LOADED = new IamConditionKeys();

    private final List<String> written = new ArrayList<>();
    private final List<Template> keys = new ArrayList<>();
    private final List<Template> global = new ArrayList<>();
    private final Set<String> prefixes = new HashSet<>();

    private IamConditionKeys() {
        for (Row row : Datasets.of("iam-condition-keys").rows()) {
            String key = row.text("key");
            Template template = Template.of(key);
            written.add(key);
            keys.add(template);
            prefixes.add(IamActions.prefix(key.toLowerCase(Locale.ROOT)));
            if (Boolean.parseBoolean(row.text("global")) && !isOfTags(key)) {
                global.add(template);
            }
        }
    }

    /** All keys that are known. */
    public static IamConditionKeys known() {
        return LOADED;
    }

    /**
     * Whether the key exists, as far as is known: the keys of identity providers, which start with a host's name, and of
     * services whose keys are not held always do.
     */
    public boolean exists(String key) {
        String prefix = IamActions.prefix(key.toLowerCase(Locale.ROOT));
        return prefix.contains(".")
                || (!prefixes.contains(prefix) && isElsewhere(prefix))
                || keys.stream().anyMatch(template -> template.matches(key));
    }

    private static boolean isElsewhere(String prefix) {
        return IamActions.known().hasPrefix(prefix) || prefix.startsWith("cognito-identity-");
    }

    /** The key that was probably meant. */
    public Optional<String> nearest(String key) {
        return Nearest.to(key, written);
    }

    /** Whether requests for an action may carry the key. */
    public boolean isCarried(String key, IamAction action) {
        String prefix = IamActions.prefix(key.toLowerCase(Locale.ROOT));
        if (prefix.contains(".") || global.stream().anyMatch(template -> template.matches(key))) {
            return true;
        }
        Stream<String> ofTypes = action.resourceTypes().stream()
                .flatMap(type -> IamResourceTypes.known().keys(action.service(), type));
        return Stream.concat(action.conditionKeys().stream(), ofTypes)
                .anyMatch(carried -> Template.of(carried).matches(key));
    }

    private static boolean isOfTags(String key) {
        return OF_TAGS.contains(key.toLowerCase(Locale.ROOT).split("/", 2)[0]);
    }

    /** A key of which the user may choose a part, as in {@code aws:RequestTag/${TagKey}} and {@code s3:RequestObjectTag/<key>}. */
    private record Template(String start, String end, boolean open) {
        static Template of(String key) {
            String small = key.toLowerCase(Locale.ROOT);
            int from = Math.max(small.indexOf("${"), small.indexOf('<'));
            if (from < 0) {
                return new Template(small, "", false);
            }
            int to = Math.max(small.lastIndexOf('}'), small.lastIndexOf('>'));
            return new Template(small.substring(0, from), small.substring(to + 1), true);
        }

        boolean matches(String key) {
            String small = key.toLowerCase(Locale.ROOT);
            return open
                    ? small.length() > start.length() + end.length() && small.startsWith(start) && small.endsWith(end)
                    : small.equals(start);
        }
    }
}
