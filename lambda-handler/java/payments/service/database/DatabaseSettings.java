package payments.service.database;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionVariable;

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
            throw new IllegalArgumentException("%s is %d; it must be 1 to %d; correct it on the function"
                    .formatted(FunctionVariable.RDS_PORT, port, LARGEST_PORT));
        }
        requireIdentifier(FunctionVariable.RDS_DATABASE, name);
        requireIdentifier(FunctionVariable.DATABASE_USER, user);
    }

    /**
     * Reads the variables of a function; empty when RDS_HOST is not set, because then the deployment has no database.
     *
     * @throws IllegalStateException when RDS_HOST is set and another one is missing or unusable; the message names it
     */
    public static Optional<DatabaseSettings> from(FunctionEnvironment environment) {
        return environment.optional(FunctionVariable.RDS_HOST).isEmpty()
                ? Optional.empty()
                : Optional.of(required(environment));
    }

    /**
     * Reads the variables of a function that needs the database.
     *
     * @throws IllegalStateException when one is missing or unusable; the message names it
     */
    public static DatabaseSettings required(FunctionEnvironment environment) {
        return new DatabaseSettings(
                environment.required(FunctionVariable.RDS_HOST),
                port(environment.required(FunctionVariable.RDS_PORT)),
                environment.required(FunctionVariable.RDS_DATABASE),
                environment.optional(FunctionVariable.DATABASE_USER).orElse(APPLICATION_ROLE),
                environment.required(FunctionVariable.REGION),
                environment.optional(FunctionVariable.DATABASE_SECRET_ARN),
                environment.optional(FunctionVariable.DATABASE_CA_FILE).map(Path::of));
    }

    private static void requireIdentifier(FunctionVariable variable, String value) {
        if (!IDENTIFIER.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s is \"%s\"; it must be a lower-case SQL identifier such as payments".formatted(variable, value));
        }
    }

    private static int port(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "%s is \"%s\"; it must be a number such as 5432".formatted(FunctionVariable.RDS_PORT, value), e);
        }
    }
}
