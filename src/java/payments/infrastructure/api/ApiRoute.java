package payments.infrastructure.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.ApiAuthorization;

/**
 * One route of the REST API.
 *
 * @param verb HTTP method
 * @param path segments separated by slashes, without the first slash; a parameter stands in braces
 * @param authorization who may call it
 * @param body what its body may look like; null where it takes none
 */
public record ApiRoute(
        String verb,
        String path,
        ApiAuthorization authorization,
        @Nullable RequestModel body) {
    /** A route that takes no body. */
    public ApiRoute(String verb, String path, ApiAuthorization authorization) {
        this(verb, path, authorization, null);
    }

    /** The permission's form of the path: parameters become a wildcard. */
    String permissionPath() {
        return path.replaceAll("\\{[^}]+}", "*");
    }

    /** A name for constructs of this route, such as {@code get-payments-id}. */
    String id() {
        return (verb.toLowerCase(Locale.ROOT) + "-" + path)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("-$", "");
    }
}
