package payments.infrastructure.api;

/**
 * Where the health of a region is asked, over HTTPS.
 *
 * @param host the host name
 * @param path the path, with its first slash
 */
public record HealthAddress(String host, String path) {}
