package payments.infrastructure.api;

/**
 * Where the health of a region is asked, over HTTPS.
 *
 * @param host the host name
 * @param path the path, with its first slash
 */
public record HealthAddress(String host, String path) {
    /** Refuses a host and a path that were swapped. */
    public HealthAddress {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path %s does not begin with a slash".formatted(path));
        }
    }

    /** The one of an entry that has the host name to itself. */
    public static HealthAddress of(String host) {
        return new HealthAddress(host, "/" + ApiRoutes.HEALTH);
    }
}
