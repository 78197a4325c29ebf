package payments.infrastructure.api;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.CorsSettings;

/**
 * The headers by which a browser learns that a page of another origin may call (Fetch standard, "CORS protocol"), as API
 * Gateway wants constants: in single quotes. There are none where no other origin may.
 *
 * @param settings which pages may; null for none
 * @param declared whether every answer of the function lists the methods and headers too
 */
record CrossOriginHeaders(@Nullable CorsSettings settings, boolean declared) {
    private static final String HEADERS = "Access-Control-Allow-Headers";
    private static final String METHODS = "Access-Control-Allow-Methods";

    /** How long a browser remembers the answer to a preflight, in seconds: a day, which browsers cut to their own limit. */
    static final int REMEMBERED_SECONDS = 86400;

    /** On every answer, refusals too: a page could not read otherwise why it was refused. */
    Map<String, String> ofEveryAnswer() {
        Map<String, String> headers = new TreeMap<>();
        if (settings != null) {
            headers.put("Access-Control-Allow-Origin", quoted(settings.origin()));
            if (!settings.isForAll()) {
                headers.put("Vary", quoted("Origin"));
            }
        }
        return headers;
    }

    /** The names of those on an answer of the function. */
    Set<String> namesOfAnswers() {
        Set<String> names = new TreeSet<>(ofEveryAnswer().keySet());
        if (declared && !names.isEmpty()) {
            names.add(HEADERS);
            names.add(METHODS);
        }
        return names;
    }

    /** On the answer to a preflight request for a path with these methods. */
    Map<String, String> ofPreflight(Collection<String> methods) {
        Map<String, String> headers = new TreeMap<>(ofEveryAnswer());
        if (settings != null) {
            headers.put(HEADERS, quoted(String.join(",", settings.headers())));
            headers.put(METHODS, quoted(String.join(",", methods)));
            headers.put("Access-Control-Max-Age", quoted(Integer.toString(REMEMBERED_SECONDS)));
        }
        return headers;
    }

    private static String quoted(String constant) {
        return "'" + constant + "'";
    }
}
