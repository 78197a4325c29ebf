package payments.infrastructure.guardrail.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request beside who, what and on what. A context key has values, or is known to be absent, or nothing
 * is known of it. Keys are not case sensitive (IAM User Guide, "Condition"). Immutable.
 */
public final class RequestContext {
    private static final RequestContext NOTHING = new RequestContext(Map.of());

    /** An empty list: the key is absent. */
    private final Map<String, List<String>> keys;

    private RequestContext(Map<String, List<String>> keys) {
        this.keys = keys;
    }

    /** Nothing is known. */
    public static RequestContext nothing() {
        return NOTHING;
    }

    /** The same, with values of a key; at least one. */
    public RequestContext with(String key, String... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException(
                    "context key '%s' has no values; say without(\"%s\") for an absent one".formatted(key, key));
        }
        return put(key, List.of(values));
    }

    /** The same, where a request is known not to have the key. */
    public RequestContext without(String... names) {
        RequestContext context = this;
        for (String name : names) {
            context = context.put(name, List.of());
        }
        return context;
    }

    /** What the other says, where this says nothing. */
    RequestContext orElse(RequestContext other) {
        Map<String, List<String>> both = new LinkedHashMap<>(other.keys);
        both.putAll(keys);
        return new RequestContext(both);
    }

    /** The values of a key, none where it is absent, null where nothing is known of it. */
    @Nullable List<String> values(String key) {
        return keys.get(key.toLowerCase(Locale.ROOT));
    }

    private RequestContext put(String key, List<String> values) {
        Map<String, List<String>> more = new LinkedHashMap<>(keys);
        more.put(key.toLowerCase(Locale.ROOT), values);
        return new RequestContext(more);
    }
}
