package payments.infrastructure.api;

import payments.infrastructure.config.ApiAuthorization;

/**
 * One route of the REST API.
 *
 * @param verb HTTP method
 * @param path segments separated by slashes, without the first slash; a parameter stands in braces
 * @param authorization who may call it
 */
public record ApiRoute(String verb, String path, ApiAuthorization authorization) {
    /** The permission's form of the path: parameters become a wildcard. */
    String permissionPath() {
        return path.replaceAll("\\{[^}]+}", "*");
    }

    /** A name for constructs of this route, such as {@code get-payments-id}. */
    String id() {
        return (verb.toLowerCase(java.util.Locale.ROOT) + "-" + path)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("-$", "");
    }
}
