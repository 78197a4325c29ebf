package payments.service.database;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the database is and who we are there. There is no setting without TLS.
 *
 * @param host RDS_HOST, the name in the server's certificate
 * @param port RDS_PORT
 * @param name RDS_DATABASE
 * @param user DATABASE_USER, default {@value #APPLICATION_ROLE}: the role that the migration makes
 * @param region REGION, whose certificate authorities are trusted and whose tokens are signed
 * @param secret DATABASE_SECRET_ARN, a secret with a password for servers that refuse the IAM token
 * @param authorities DATABASE_CA_FILE, certificate authorities (PEM) to trust instead of those of RDS in the region
 */
public record DatabaseSettings(
        String host,
        int port,
        String name,
        String user,
        String region,
        Optional<String> secret,
        Optional<Path> authorities) {
    /** The role with which the service works: it may read the ledger and add to it, nothing else. */
    public static final String APPLICATION_ROLE = "payments_app";

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final int LARGEST_PORT = 65_535;

    /** Checks the names: they become part of a connection string and of statements. */
    public DatabaseSettings {
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException(
                    "RDS_PORT is %d; it must be 1 to %d; correct it on the function".formatted(port, LARGEST_PORT));
        }
        requireIdentifier("RDS_DATABASE", name);
        requireIdentifier("DATABASE_USER", user);
    }

    /**
     * Reads the variables of a function; empty when RDS_HOST is not set, because then the deployment has no database.
     *
     * @throws IllegalStateException when RDS_HOST is set and another one is missing or unusable; the message names it
     */
    public static Optional<DatabaseSettings> from(Map<String, String> variables) {
        return optional(variables, "RDS_HOST")
                .map(host -> new DatabaseSettings(
                        host,
                        port(required(variables, "RDS_PORT")),
                        required(variables, "RDS_DATABASE"),
                        optional(variables, "DATABASE_USER").orElse(APPLICATION_ROLE),
                        required(variables, "REGION"),
                        optional(variables, "DATABASE_SECRET_ARN"),
                        optional(variables, "DATABASE_CA_FILE").map(Path::of)));
    }

    private static void requireIdentifier(String variable, String value) {
        if (!IDENTIFIER.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s is \"%s\"; it must be a lower-case SQL identifier such as payments".formatted(variable, value));
        }
    }

    private static int port(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("RDS_PORT is \"%s\"; it must be a number such as 5432".formatted(value), e);
        }
    }

    private static String required(Map<String, String> variables, String name) {
        return optional(variables, name)
                .orElseThrow(() -> new IllegalStateException(
                        "the environment variable %s is missing or empty; RDS_HOST is set, so set it too"
                                .formatted(name)));
    }

    private static Optional<String> optional(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
