package payments.infrastructure.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.ApiAuthorization;

/**
 * One route of an API.
 *
 * @param verb HTTP method
 * @param path segments separated by slashes, without the first slash; a parameter stands in braces
 * @param authorization who may call it
 * @param keyed whether a caller must show an API key, by which its requests are counted
 * @param body what its body may look like; null where it takes none, or the function alone judges it
 * @param status the HTTP status when all is well
 */
public record ApiRoute(
        String verb,
        String path,
        ApiAuthorization authorization,
        boolean keyed,
        @Nullable RequestModel body,
        int status) {
    /** Refuses a verb and a path that were swapped. */
    public ApiRoute {
        if (!verb.matches("[A-Z]+")) {
            throw new IllegalArgumentException("%s is no HTTP method".formatted(verb));
        }
    }

    /** The path with a wildcard in place of each parameter, as permissions and listener rules want it. */
    public String wildcardPath() {
        return path.replaceAll("\\{[^}]+}", "*");
    }

    /** Whether it reports the health of the service, which no page of another origin needs to know. */
    public boolean isHealth() {
        return path.equals(ApiRoutes.HEALTH) || path.equals(ApiRoutes.DEEP_HEALTH);
    }

    /** A name for constructs of this route, such as {@code get-payments-id}. */
    public String id() {
        return (verb.toLowerCase(Locale.ROOT) + "-" + path)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("-$", "");
    }
}
