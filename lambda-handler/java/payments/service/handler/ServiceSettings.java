package payments.service.handler;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.service.store.PaymentTable;

/**
 * What the environment says to every function, read once at start.
 *
 * @param region REGION, for example eu-west-1
 * @param environment ENVIRONMENT_SUFFIX, names this copy of the platform in log and metrics
 * @param table DYNAMODB_TABLE, TABLE_PARTITION_KEY and the optional TABLE_SORT_KEY, TABLE_TIMESTAMP (attribute of a
 *     numeric time for indexes), and AUDIT_TABLE with AUDIT_PARTITION_KEY (a table of its own for audit records)
 * @param dynamoDbEndpoint DYNAMODB_ENDPOINT, which must be https; AWS_ENDPOINT_URL replaces it when set. The SDK
 *     alone would do the opposite, since it ranks an endpoint set in code above its own variable; an emulator
 *     must be able to take over the unchanged environment of a deployed function
 * @param homeRegion the optional HOME_REGION, the region that takes payments until somebody moves the fence; any other
 *     word than REGION says that this one does not. Without it every region is its own writer and no fence is checked
 */
public record ServiceSettings(
        String region, String environment, PaymentTable table, URI dynamoDbEndpoint, Optional<String> homeRegion) {

    /**
     * Reads the variables.
     *
     * @throws IllegalStateException when one is missing or unusable; the message names it
     */
    public static ServiceSettings from(Map<String, String> variables) {
        return new ServiceSettings(
                required(variables, "REGION"),
                required(variables, "ENVIRONMENT_SUFFIX"),
                new PaymentTable(
                        required(variables, "DYNAMODB_TABLE"),
                        required(variables, "TABLE_PARTITION_KEY"),
                        optional(variables, "TABLE_SORT_KEY"),
                        optional(variables, "TABLE_TIMESTAMP"),
                        optional(variables, "AUDIT_TABLE")
                                .map(name ->
                                        new PaymentTable.AuditTable(name, required(variables, "AUDIT_PARTITION_KEY")))),
                endpoint(variables),
                optional(variables, "HOME_REGION"));
    }

    /**
     * A variable that a function cannot do without.
     *
     * @throws IllegalStateException when it is missing or empty; names it
     */
    public static String required(Map<String, String> variables, String name) {
        return optional(variables, name)
                .orElseThrow(() -> new IllegalStateException(
                        "the environment variable %s is missing or empty; set it on the function".formatted(name)));
    }

    /** A variable that may be missing. */
    public static Optional<String> optional(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    private static URI endpoint(Map<String, String> variables) {
        URI regional = uri("DYNAMODB_ENDPOINT", required(variables, "DYNAMODB_ENDPOINT"));
        if (!"https".equals(regional.getScheme())) {
            throw new IllegalStateException(
                    "DYNAMODB_ENDPOINT is \"%s\"; it must start with https://; payments travel encrypted"
                            .formatted(regional));
        }
        return optional(variables, "AWS_ENDPOINT_URL")
                .map(url -> uri("AWS_ENDPOINT_URL", url))
                .orElse(regional);
    }

    private static URI uri(String name, String value) {
        URI uri = parsed(value);
        if (uri == null || uri.getHost() == null) {
            throw new IllegalStateException(
                    "%s is \"%s\"; it must be a full URL such as https://dynamodb.eu-west-1.amazonaws.com"
                            .formatted(name, value));
        }
        return uri;
    }

    private static @Nullable URI parsed(String value) {
        try {
            return URI.create(value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
