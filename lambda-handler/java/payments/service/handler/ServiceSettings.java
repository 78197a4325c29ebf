package payments.service.handler;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionVariable;
import payments.contract.RegionRole;
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
 * @param role the optional REGION_ROLE; without it every region may write and no fence is checked
 * @param log the optional EFFECT_LOG_TABLE with EFFECT_LOG_REGION and EFFECT_LOG_ENDPOINT; with it the log decides about every
 *     effect, and the fence in the table of payments is not used
 */
public record ServiceSettings(
        String region,
        String environment,
        PaymentTable table,
        URI dynamoDbEndpoint,
        Optional<RegionRole> role,
        Optional<Log> log) {

    /**
     * Where the log of effects is reached.
     *
     * @param table name of its DynamoDB table
     * @param region the region of the replica
     * @param endpoint the endpoint there, which AWS_ENDPOINT_URL replaces as it does that of the table of payments
     */
    public record Log(String table, String region, URI endpoint) {
        private static Log from(String table, FunctionEnvironment environment) {
            return new Log(
                    table,
                    environment.required(FunctionVariable.EFFECT_LOG_REGION),
                    endpointOf(FunctionVariable.EFFECT_LOG_ENDPOINT, environment));
        }
    }

    /**
     * Reads the variables.
     *
     * @throws IllegalStateException when one is missing or unusable; the message names it
     */
    public static ServiceSettings from(FunctionEnvironment environment) {
        return new ServiceSettings(
                environment.required(FunctionVariable.REGION),
                environment.required(FunctionVariable.ENVIRONMENT_SUFFIX),
                new PaymentTable(
                        environment.required(FunctionVariable.DYNAMODB_TABLE),
                        environment.required(FunctionVariable.TABLE_PARTITION_KEY),
                        environment.optional(FunctionVariable.TABLE_SORT_KEY),
                        environment.optional(FunctionVariable.TABLE_TIMESTAMP),
                        environment
                                .optional(FunctionVariable.AUDIT_TABLE)
                                .map(name -> new PaymentTable.AuditTable(
                                        name, environment.required(FunctionVariable.AUDIT_PARTITION_KEY)))),
                endpointOf(FunctionVariable.DYNAMODB_ENDPOINT, environment),
                RegionRole.from(environment),
                environment.optional(FunctionVariable.EFFECT_LOG_TABLE).map(table -> Log.from(table, environment)));
    }

    private static URI endpointOf(FunctionVariable variable, FunctionEnvironment environment) {
        URI regional = uri(variable, environment.required(variable));
        if (!"https".equals(regional.getScheme())) {
            throw new IllegalStateException("%s is \"%s\"; it must start with https://; payments travel encrypted"
                    .formatted(variable, regional));
        }
        return environment
                .optional(FunctionVariable.AWS_ENDPOINT_URL)
                .map(url -> uri(FunctionVariable.AWS_ENDPOINT_URL, url))
                .orElse(regional);
    }

    private static URI uri(FunctionVariable variable, String value) {
        URI uri = parsed(value);
        if (uri == null || uri.getHost() == null) {
            throw new IllegalStateException(
                    "%s is \"%s\"; it must be a full URL such as https://dynamodb.eu-west-1.amazonaws.com"
                            .formatted(variable, value));
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
